/* Replaced by `npm run api` from ../openapi.json. */
/* eslint-disable @typescript-eslint/no-explicit-any */
export type paths = any
