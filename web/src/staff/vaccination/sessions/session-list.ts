// The sessions of a centre on some days, open and closed, read whole. Those of other days are never shown meanwhile:
// they would be copied to the wrong week.
import { useWhole } from '../../../api/lists.ts'

export const useSessions = (facility: string, from: string, to: string) =>
  useWhole('GET /v1/vaccination/sessions', { facility, from, to })
