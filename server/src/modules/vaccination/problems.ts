// The problems that only the routes of this module answer with: merges, doses on their day, undo, changes, stock.
import { defineProblem } from '../../platform/contract.ts'
import { lotNotUsable, stockChangedMeanwhile, stockTooLow } from '../../platform/ledger-problems.ts'

export const doseOtherDay = defineProblem(
  'dose-other-day',
  409,
  'The dose can be recorded only on the day of the session',
  'Move the booking to a session of today first (rescheduling), or wait for the day.',
)
export const arrivalMissing = defineProblem(
  'arrival-missing',
  409,
  'Nobody has recorded that this person came',
  'Check who the person is and record the arrival. Then record the dose.',
)
export const nothingToUndo = defineProblem(
  'nothing-to-undo',
  409,
  'There is nothing to undo here',
  'Read it again: somebody may have undone it already, or it was never recorded.',
)
export const undoOfOthers = defineProblem(
  'undo-of-others',
  403,
  'Only the person who recorded this can undo it, and only on the same day',
  'Ask the administrator of the centre to undo it.',
)
export const laterDoseGiven = defineProblem(
  'later-dose-given',
  409,
  'A later dose of this course is recorded already',
  'Undo the later dose first, if it was not given either.',
)
export const changeExcludesBooked = defineProblem(
  'change-excludes-booked',
  409,
  'People are booked whom the changed session could not serve',
  'Keep what they booked, or move their bookings first. `booked` says how many they are.',
)
export const lotRecalled = defineProblem(
  'lot-recalled',
  409,
  'This lot is recalled',
  'To use the lot again, release it first: POST /v1/vaccination/stock/lots/release.',
)
export const capacityBelowBooked = defineProblem(
  'capacity-below-booked',
  409,
  'More seats are booked than this capacity holds',
  'Cancel bookings first, or choose a larger capacity.',
)
export const courseExists = defineProblem('course-exists', 409, 'This course code is in use', 'Choose another code.')
export const vaccineExists = defineProblem('vaccine-exists', 409, 'This vaccine code is in use', 'Choose another code.')
export const notACentre = defineProblem(
  'not-a-vaccination-centre',
  409,
  'This facility is not a vaccination centre',
  'Ask an official to add the kind `vaccination-centre` to the facility.',
)

export const furtherProblems = [
  doseOtherDay,
  arrivalMissing,
  nothingToUndo,
  undoOfOthers,
  laterDoseGiven,
  changeExcludesBooked,
  stockChangedMeanwhile,
  stockTooLow,
  lotRecalled,
  lotNotUsable,
  capacityBelowBooked,
  courseExists,
  vaccineExists,
  notACentre,
]
