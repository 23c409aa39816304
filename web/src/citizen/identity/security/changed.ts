// What the person changed on the page before, so that the next page says it.
import { createDraft } from '../../../session/draft.ts'

export const changed = createDraft<{ readonly what: 'phone' | 'password' | 'mail' | 'mailForgotten' }>()
