// When the account closes, from the page that closed it to the page that says so.
import { createDraft } from '../../session/draft.ts'

export const closing = createDraft<{ readonly closesAt: string; readonly isAtOnce: boolean }>()
