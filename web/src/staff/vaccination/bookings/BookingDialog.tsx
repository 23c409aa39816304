// One booking: who it is, what to check before the dose, and the next step, or taking back how it ended.
import './booking-dialog.css'
import { useState } from 'react'
import { Link } from 'wouter'
import { href } from '../../../address.ts'
import { useAnswer } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount, useMay } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { say } from '../../shell/Said.tsx'
import { EarlierEvents } from '../aftercare/EarlierEvents.tsx'
import { type Readiness, Who } from './BookingFacts.tsx'
import { Absence, NextStep } from './BookingSteps.tsx'
import { type Booking, stateOf } from './day.ts'
import { findBooking } from './find-booking.ts'
import { useScanner } from './scanner.ts'
import { UndoForm } from './UndoForm.tsx'

export interface Opening {
  readonly booking: Pick<Booking, 'bookingId'>
  readonly intent: 'vaccinate' | 'absent' | 'undo'
}

interface BookingDialogProps {
  readonly opening: Opening | undefined
  readonly onOpen: (opening: Opening) => void
  readonly onClose: () => void
}

/**
 * While a page has this dialog, a scan opens the booking of the slip, also when the dialog shows another booking. When
 * a scan fails, this says so. So a page draws it above its content.
 */
export function BookingDialog({ opening, onOpen, onClose }: BookingDialogProps) {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const [missed, setMissed] = useState<unknown>()
  useScanner((slip) => {
    onClose()
    setMissed(undefined)
    findBooking(facilityId, slip)
      .then((booking) => onOpen({ booking, intent: 'vaccinate' }))
      .catch(setMissed)
  })
  const request = { path: { bookingId: opening?.booking.bookingId ?? '' } }
  const answer = useAnswer('GET /v1/vaccination/bookings/{bookingId}/readiness', request, {
    freshMs: 0,
    enabled: opening !== undefined,
  })
  const title = useTitle(answer.data, opening?.intent)
  return (
    <>
      {missed !== undefined && (
        <Failure error={missed} takesFocus>
          <Button kind="quiet" onClick={() => setMissed(undefined)}>
            {t('staff.shell.close')}
          </Button>
        </Failure>
      )}
      <Dialog title={title} isOpen={opening !== undefined} onClose={onClose}>
        {opening && answer.error && !answer.data && (
          <Failure error={answer.error} takesFocus onRetry={() => void answer.refetch()} />
        )}
        {opening && !answer.error && !answer.data && <Loading />}
        {opening && answer.data && (
          <Content
            key={`${opening.booking.bookingId} ${opening.intent}`}
            readiness={answer.data}
            intent={opening.intent}
            onIntent={(intent) => onOpen({ booking: opening.booking, intent })}
            onClose={onClose}
          />
        )}
      </Dialog>
    </>
  )
}

/** Names the act and the person. */
function useTitle(readiness: Readiness | undefined, intent: Opening['intent'] | undefined): string {
  const { t } = useText()
  if (!readiness || intent === undefined) return t('staff.centre.booking.title')
  const { booking, patient, refusal } = readiness
  const isLive = booking.status === 'BOOKED'
  const live = refusal?.slug === 'arrival-missing' ? 'arrive' : 'vaccinate'
  const act = isLive ? (intent === 'absent' ? 'absent' : live) : intent === 'undo' ? 'undo' : 'ended'
  return t(`staff.centre.booking.titles.${act}`, { name: patient.name })
}

interface ContentProps {
  readonly readiness: Readiness
  readonly intent: Opening['intent']
  readonly onIntent: (intent: Opening['intent']) => void
  readonly onClose: () => void
}

function Content({ readiness, intent, onIntent, onClose }: ContentProps) {
  const { t, format } = useText()
  const mayReadLog = useMay('delivery.read')
  const { booking, patient } = readiness
  const { vaccine, dose } = booking
  const state = stateOf(booking)
  const isLive = state === 'expected' || state === 'arrived'
  const { name } = patient
  const given = (lot: string): void => {
    onClose()
    const time = format.time(new Date().toISOString())
    const detail = t('staff.centre.said.dose', { vaccine, dose: format.number(dose), lot, time })
    say({ text: t('staff.centre.said.vaccinated', { name }), detail, undo: () => onIntent('undo') })
  }
  const absent = (): void => {
    onClose()
    const detail = t('staff.centre.said.seatFree')
    say({ text: t('staff.centre.said.absent', { name }), detail, undo: () => onIntent('undo') })
  }
  return (
    <>
      <Who readiness={readiness} />
      <EarlierEvents events={readiness.adverseEvents} />
      {mayReadLog && (
        <p>
          <Link href={href('/staff/messages', { subject: booking.bookingId })}>
            {t('staff.centre.booking.messages')}
          </Link>
        </p>
      )}
      {!isLive && <Ended readiness={readiness} isUndoing={intent === 'undo'} onDone={onClose} />}
      {isLive && intent === 'absent' && (
        <Absence readiness={readiness} onBack={() => onIntent('vaccinate')} onDone={absent} />
      )}
      {isLive && intent !== 'absent' && (
        <NextStep
          readiness={readiness}
          onGiven={given}
          onBack={onClose}
          absent={
            <Button kind="plain" onClick={() => onIntent('absent')}>
              {t('staff.centre.action.absent')}
            </Button>
          }
        />
      )}
    </>
  )
}

/** How the booking ended, and a button for those who may take that back. The server knows who recorded it. */
function Ended({ readiness, isUndoing, onDone }: { readiness: Readiness; isUndoing: boolean; onDone: () => void }) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(isUndoing)
  const mayUndoAll = useMay('dose.undo')
  const { booking, patient } = readiness
  const state = stateOf(booking)
  const end = state === 'vaccinated' ? 'completion' : state === 'absent' ? 'absence' : undefined
  const mayUndo = end !== undefined && (mayUndoAll || booking.date === today())
  return (
    <>
      <Notice title={t(`staff.centre.booking.ended.${state}`)} />
      {end === 'completion' && (
        <p>
          <Link href={`/staff/bookings/${booking.bookingId}/adverse-event`}>{t('staff.aftercare.report')}</Link>
        </p>
      )}
      {mayUndo && !isOpen && (
        <Button kind="quiet" onClick={() => setOpen(true)}>
          {t(`staff.centre.undo.${end}`)}
        </Button>
      )}
      {mayUndo && isOpen && (
        <UndoForm
          end={end}
          bookingId={booking.bookingId}
          onDone={() => {
            onDone()
            say({ text: t(`staff.centre.said.undone.${end}`, { name: patient.name }) })
          }}
        />
      )}
    </>
  )
}
