import { vi } from 'vitest'

// Test files share one document, but not what other files have loaded: else their mocks would come too late.
vi.resetModules()
