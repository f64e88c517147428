import { Button } from '@aws-amplify/ui-react';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';

interface SubmitProps {
  readonly children: ReactNode;
  readonly tone?: 'primary' | 'plain' | 'quiet';
  readonly name?: string;
  readonly value?: string;
}

/** Sends its form. */
export function Submit({ children, tone = 'primary', ...rest }: SubmitProps): ReactElement {
  return (
    <Button
      type="submit"
      className={tone === 'quiet' ? 'lb-button--quiet' : ''}
      {...(tone === 'primary' ? { variation: 'primary' as const } : {})}
      {...rest}
    >
      {children}
    </Button>
  );
}

interface ButtonLinkProps {
  readonly to: string;
  readonly tone?: 'primary' | 'plain';
  readonly children: ReactNode;
}

/** A link that begins something, as large as a button. */
export function ButtonLink({ to, tone = 'plain', children }: ButtonLinkProps): ReactElement {
  return (
    <Link to={to} className={`lb-button lb-button--${tone}`}>
      {children}
    </Link>
  );
}
