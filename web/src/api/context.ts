/** What every request carries, set by the session and by the language switch. */
export interface RequestContext {
  csrfToken: string
  language: string
  /** Called when the server asks for a signed-in member. */
  onSignInRequired: () => void
  /** Called when the server asks for a confirmed phone; true when there is one now and the request may go again. */
  onPhoneRequired: () => Promise<boolean>
}

export const requestContext: RequestContext = {
  csrfToken: '',
  language: 'zh-CN',
  onSignInRequired: () => undefined,
  onPhoneRequired: () => Promise.resolve(false),
}
