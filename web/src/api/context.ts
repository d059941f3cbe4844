/** What every request carries, set by the session and by the language switch. */
export interface RequestContext {
  csrfToken: string
  language: string
  /** Called when the server asks for a signed-in member. */
  onSignInRequired: () => void
}

export const requestContext: RequestContext = {
  csrfToken: '',
  language: 'zh-CN',
  onSignInRequired: () => undefined,
}
