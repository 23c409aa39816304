// The module doctors: who they are, where they practise, and their weekly hours, leave and extra hours.
import { addDays } from '../../platform/clock.ts'
import { defineModule } from '../../platform/module.ts'
import { snapshot } from '../../platform/postgres/db.ts'
import { answerTo } from '../../platform/work/calls.ts'
import { on } from '../../platform/work/jobs.ts'
import { facilityChanged, findFacility, locatePin } from '../facilities/contract.ts'
import { listAppointmentsOf } from '../identity/workplaces/contract.ts'
import { rows } from './access.ts'
import {
  accountTaken,
  doctorChangedMeanwhile,
  doctorState,
  doctorVerified,
  facilityNotMedical,
  findDoctorOfAccount,
  findDoctors,
  noDoctorOfAccount,
  ownVerification,
  practiceChangedMeanwhile,
  registrationTaken,
} from './contract.ts'
import { demo } from './demo.ts'
import { copyChange } from './hospitals/steps.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import { practiceRoutes } from './practices/routes.ts'
import { registrationRoutes } from './registration/routes.ts'
import { findDoctorOf, listDoctors } from './registration/store.ts'
import { toDoctorFacts } from './rules.ts'
import { closureRoutes } from './schedules/closure-routes.ts'
import { exceptionPast, getSchedule, scheduleChangedMeanwhile, scheduleOverlaps } from './schedules/contract.ts'
import { exceptionRoutes } from './schedules/exception-routes.ts'
import { scheduleRoutes } from './schedules/routes.ts'
import { readSchedule } from './schedules/steps.ts'
import { searchRoutes } from './search/routes.ts'
import type { DoctorsContext, DoctorsTables } from './tables.ts'

export const doctors = defineModule<DoctorsTables>({
  name: 'doctors',
  summary: 'Doctors, their practices at hospitals, and their hours.',
  uses: ['facilities', 'identity'],
  asks: [findFacility, locatePin, listAppointmentsOf],
  hears: [facilityChanged],
  problems: [
    ...[registrationTaken, accountTaken, ownVerification, doctorState, doctorVerified, facilityNotMedical],
    ...[doctorChangedMeanwhile, practiceChangedMeanwhile, noDoctorOfAccount],
    ...[scheduleOverlaps, scheduleChangedMeanwhile, exceptionPast],
  ],
  powers: rows,
  keeps,
  demo,
  open: (context) => ({
    routes: [
      ...[searchRoutes(context), registrationRoutes(context), practiceRoutes(context)],
      ...[scheduleRoutes(context), exceptionRoutes(context), closureRoutes(context)],
    ],
    calls: [...answers(context), ...personalAnswers(context)],
    subscriptions: [on(facilityChanged, (event) => copyChange(context, event))],
  }),
})

const answers = ({ db }: DoctorsContext) => [
  answerTo(getSchedule, async ({ doctorId, fromOn, days }) => {
    // The version must be the one of these very hours: an older answer never replaces a newer one.
    const span = { fromOn, untilOn: addDays(fromOn, days - 1) }
    return (await snapshot(db, (moment) => readSchedule(moment, doctorId, span))) ?? null
  }),
  answerTo(findDoctors, async ({ doctorIds }) => (await listDoctors(db, doctorIds)).map(toDoctorFacts)),
  answerTo(findDoctorOfAccount, async ({ accountId }) => {
    const doctor = await findDoctorOf(db, accountId)
    return doctor ? toDoctorFacts(doctor) : null
  }),
]
