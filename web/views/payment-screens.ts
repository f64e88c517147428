import { messagesScreen } from './messages/messages.tsx';
import { paymentCheckScreen } from './payments/check.tsx';
import { newPaymentScreen } from './payments/enter.tsx';
import { paymentScreen } from './payments/payment.tsx';
import { paymentsScreen } from './payments/payments.tsx';

/** Screens of customers about what happens without them: only imported when one of them is asked for. */
export const paymentScreens = {
  payments: paymentsScreen,
  newPayment: newPaymentScreen,
  paymentCheck: paymentCheckScreen,
  payment: paymentScreen,
  messages: messagesScreen,
} as const;
