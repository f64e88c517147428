import type { AwsReply, AwsRequest } from '../../service.ts';
import type { Cognito } from '../options.ts';
import { answerProvider, authorize } from './authorize.ts';
import { leave } from './leave.ts';
import { token } from './token.ts';

type Page = (cognito: Cognito, request: AwsRequest) => AwsReply | Promise<AwsReply>;

/** The pages of the user pool's domain that OAuth2 needs, by method and path. */
const pages: Readonly<Partial<Record<string, Page>>> = {
  'GET /oauth2/authorize': authorize,
  'GET /oauth2/idpresponse': answerProvider,
  'POST /oauth2/token': token,
  'GET /logout': leave,
};

/** Answers a request for a hosted page; undefined for any other. */
export async function hostedPage(cognito: Cognito, request: AwsRequest): Promise<AwsReply | undefined> {
  return pages[`${request.method} ${request.path.split('?')[0] ?? ''}`]?.(cognito, request);
}
