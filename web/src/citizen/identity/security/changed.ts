// What the person changed on the page before, so that the next page says it.
import { createDraft } from '../../../session/draft.ts'

type Changed = 'phone' | 'password' | 'mail' | 'mailForgotten' | 'app-removed' | 'outside'
export const changed = createDraft<{ readonly what: Changed }>()
