export const paymentSteps = ['Enter', 'Check', 'Done'] as const;
