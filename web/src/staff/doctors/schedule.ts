// The schedule of a doctor from today on, as far ahead as leave can be entered.
import { useAnswer } from '../../api/queries.ts'
import { today } from '../../i18n/format.ts'

const DAYS_AHEAD = 366

export const useSchedule = (doctorId: string | undefined) =>
  useAnswer(
    'GET /v1/doctors/{doctorId}/schedule',
    { path: { doctorId: doctorId ?? '' }, query: { from: today(), days: DAYS_AHEAD } },
    { enabled: doctorId !== undefined },
  )
