// The sessions of a centre on some days, open and closed, read whole.
// Never show the sessions of other days meanwhile: somebody would copy them to the wrong week.
import { useWhole } from '../../../api/lists.ts'

export const useSessions = (facility: string, from: string, to: string) =>
  useWhole('GET /v1/vaccination/sessions', { facility, from, to })
