// One booking: what to check before the dose, and the next step: arrived, vaccinated, absent, or taking it back.
import { type ReactNode, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { href } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { postVaccinationBookingsCompletion } from '../../../api/limits/post-vaccination-bookings-completion.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount, useMay } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { choice } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading, useFailureWords } from '../../../ui/outcomes.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { useProofWords } from '../../patients/proof.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { say } from '../../shell/Said.tsx'
import { StateTag } from './BookingRow.tsx'
import { type Booking, stateOf } from './day.ts'
import { findBooking } from './find-booking.ts'
import { useScanner } from './scanner.ts'
import { UndoForm } from './UndoForm.tsx'

export interface Opening {
  readonly booking: Pick<Booking, 'bookingId'>
  readonly intent: 'vaccinate' | 'absent' | 'undo'
}

type Readiness = Answer<'GET /v1/vaccination/bookings/{bookingId}/readiness'>

interface BookingDialogProps {
  readonly opening: Opening | undefined
  readonly onOpen: (opening: Opening) => void
  readonly onClose: () => void
}

/** While a page has this dialog, a scan opens the booking of the slip, also when the dialog shows another booking. */
export function BookingDialog({ opening, onOpen, onClose }: BookingDialogProps) {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const tell = useFailureWords()
  useScanner((slip) => {
    onClose()
    findBooking(facilityId, slip)
      .then((booking) => onOpen({ booking, intent: 'vaccinate' }))
      .catch((error: unknown) => say({ kind: 'error', text: tell(error).title }))
  })
  return (
    <Dialog title={t('staff.centre.booking.title')} isOpen={opening !== undefined} onClose={onClose}>
      {opening && (
        <Content
          key={`${opening.booking.bookingId} ${opening.intent}`}
          opening={opening}
          onClose={onClose}
          onUndo={(booking) => onOpen({ booking, intent: 'undo' })}
        />
      )}
    </Dialog>
  )
}

interface ContentProps {
  readonly opening: Opening
  readonly onClose: () => void
  readonly onUndo: (booking: Opening['booking']) => void
}

function Content({ opening: { booking, intent }, onClose, onUndo }: ContentProps) {
  const { t } = useText()
  const request = { path: { bookingId: booking.bookingId } }
  const mayReadLog = useMay('delivery.read')
  const [isAbsent, setAbsent] = useState(intent === 'absent')
  const { data, error, refetch } = useAnswer('GET /v1/vaccination/bookings/{bookingId}/readiness', request, {
    freshMs: 0,
  })
  if (error && !data) return <Failure error={error} takesFocus onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const state = stateOf(data.booking)
  const isLive = state === 'expected' || state === 'arrived'
  const done = (end: 'vaccinated' | 'absent') => (): void => {
    onClose()
    say({ text: t(`staff.centre.said.${end}`, { name: data.patient.name }), undo: () => onUndo(data.booking) })
  }
  return (
    <>
      <Facts readiness={data} />
      {mayReadLog && (
        <p>
          <Link href={href('/staff/messages', { subject: data.booking.bookingId })}>
            {t('staff.centre.booking.messages')}
          </Link>
        </p>
      )}
      {!isLive && <Ended readiness={data} isUndoing={intent === 'undo'} onDone={onClose} />}
      {isLive && isAbsent && <Absence readiness={data} onBack={() => setAbsent(false)} onDone={done('absent')} />}
      {isLive && !isAbsent && (
        <NextStep
          readiness={data}
          onDone={done('vaccinated')}
          absent={
            <Button kind="quiet" onClick={() => setAbsent(true)}>
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

function Facts({ readiness: { booking, patient, proof, minAge, maxAge, earlierDoses } }: { readiness: Readiness }) {
  const { t, format } = useText()
  const ages =
    maxAge === undefined ? t('staff.centre.ages.from', { minAge }) : t('staff.centre.ages.between', { minAge, maxAge })
  const years = t('staff.centre.booking.years', { count: patient.age })
  const gender = t(`staff.centre.gender.${patient.gender}`)
  const tellProof = useProofWords()
  return (
    <>
      <p className="booking-name">
        <span className="booking-token">
          <span className="visually-hidden">{t('staff.centre.token')} </span>
          {booking.token}
        </span>{' '}
        <strong>{patient.name}</strong> <StateTag booking={booking} />
      </p>
      <SummaryList
        rows={[
          { label: t('staff.centre.booking.person'), value: `${years} · ${gender} · ${booking.reference}` },
          ...(proof ? [{ label: t('staff.proof.shown'), value: tellProof(proof) }] : []),
          {
            label: t('staff.centre.booking.dose'),
            value: `${t('staff.centre.vaccineAndDose', booking)} · ${ages}`,
          },
          {
            label: t('staff.centre.booking.window'),
            value: `${format.day(booking.date)}, ${format.window(booking.window)}`,
          },
          {
            label: t('staff.centre.booking.earlier'),
            value:
              earlierDoses.length === 0
                ? t('staff.centre.booking.noEarlier')
                : earlierDoses
                    .map(({ place, givenOn, ...dose }) => {
                      const given = t('staff.centre.booking.given', { ...dose, day: format.day(givenOn) })
                      return place === undefined ? given : `${given} (${t('staff.history.elsewhere', { place })})`
                    })
                    .join('; '),
          },
        ]}
      />
    </>
  )
}

interface StepProps {
  readonly readiness: Readiness
  readonly onDone: () => void
}

/** The next step of a booking that has not ended: the arrival, then the dose. */
function NextStep({ readiness, onDone, absent }: StepProps & { absent: ReactNode }) {
  const { t } = useText()
  const tell = useRefusalWords()
  const { lots, refusal } = readiness
  if (refusal?.slug === 'arrival-missing') return <Arrival readiness={readiness} absent={absent} />
  if (refusal === undefined && lots.length > 0) {
    return <Vaccination readiness={readiness} onDone={onDone} absent={absent} />
  }
  return (
    <>
      <Notice kind="error" title={refusal ? tell(refusal) : t('staff.centre.booking.noLot')} takesFocus>
        {refusal && <p>{t('staff.centre.booking.notNow')}</p>}
      </Notice>
      {absent}
    </>
  )
}

function useRefusalWords(): (refusal: NonNullable<Readiness['refusal']>) => string {
  const { t, has } = useText()
  return ({ slug, detail }) => {
    const key = `staff.problems.${slug}.title`
    return has(key) ? t(key) : detail
  }
}

/** Records that the patient is here. This can be undone, so its button has the focus: Enter is enough. */
function Arrival({ readiness: { booking, patient }, absent }: { readiness: Readiness; absent: ReactNode }) {
  const { t } = useText()
  const send = useSend('POST /v1/vaccination/bookings/{bookingId}/arrival')
  const undo = useSend('POST /v1/vaccination/bookings/{bookingId}/arrival/cancellation')
  const path = { bookingId: booking.bookingId }
  const { name } = patient
  useEffect(() => document.getElementById('arrived')?.querySelector('button')?.focus(), [])
  return (
    <Form
      onSubmit={async () => {
        await send.mutateAsync({ path })
        const takeBack = async (): Promise<void> => {
          await undo.mutateAsync({ path })
          say({ text: t('staff.centre.today.undone', { name }) })
        }
        say({ text: t('staff.centre.today.hasArrived', { name }), undo: () => void takeBack() })
      }}
    >
      <p>{t('staff.centre.booking.checkWho')}</p>
      <div className="day-moves" id="arrived">
        <Button>{t('staff.centre.action.arrived')}</Button>
        {absent}
      </div>
    </Form>
  )
}

/** Records the dose. Only a press on the button does so: no key on a field, and no scan. */
function Vaccination({ readiness: { booking, lots, likelySame }, onDone, absent }: StepProps & { absent: ReactNode }) {
  const { t, format } = useText()
  const send = useSend('POST /v1/vaccination/bookings/{bookingId}/completion')
  useEffect(() => document.getElementById('lot')?.focus(), [])
  const which = choice(postVaccinationBookingsCompletion, 'lot', {
    label: t('staff.centre.booking.lot'),
    hint: t('staff.centre.booking.lotHint'),
    value: lots[0]?.lot,
    options: lots.map(({ lot, expiresOn, onHand }) => {
      const expiry = t('staff.centre.expires', { day: format.day(expiresOn) })
      return { value: lot, text: lot, hint: `${expiry} · ${t('staff.centre.doses', { count: onHand })}` }
    }),
  })
  const differs = text(postVaccinationBookingsCompletion, 'differs', {
    ...{ label: t('staff.centre.booking.differs'), hint: t('staff.centre.booking.differsHint'), autoComplete: 'off' },
    ...{ isNeeded: likelySame.length > 0, wrong: 'staff.centre.booking.differsMissing' },
  })
  return (
    <Form
      fields={[which, differs]}
      needsPress
      onSubmit={async (body) => {
        await send.mutateAsync({ path: { bookingId: booking.bookingId }, body })
        onDone()
      }}
    >
      {likelySame.length > 0 && (
        <>
          <Notice kind="warning" title={t('staff.centre.booking.likelySame')}>
            {likelySame.map(({ givenOn, ...dose }) => (
              <p key={`${dose.dose} ${givenOn}`}>
                {t('staff.centre.booking.given', { ...dose, day: format.day(givenOn) })}
              </p>
            ))}
            <p>{t('staff.centre.booking.likelySameText')}</p>
          </Notice>
          {differs.input}
        </>
      )}
      {which.input}
      <div className="day-moves">
        <Button>{t('staff.centre.action.vaccinated')}</Button>
        {absent}
      </div>
    </Form>
  )
}

function Absence({ readiness: { booking }, onBack, onDone }: StepProps & { onBack: () => void }) {
  const { t } = useText()
  const send = useSend('POST /v1/vaccination/bookings/{bookingId}/absence')
  return (
    <Form
      needsPress
      onSubmit={async () => {
        await send.mutateAsync({ path: { bookingId: booking.bookingId } })
        onDone()
      }}
    >
      <Notice kind="warning" title={t('staff.centre.booking.absentTitle')} takesFocus>
        <p>{t('staff.centre.booking.absentText')}</p>
      </Notice>
      <div className="day-moves">
        <Button kind="danger">{t('staff.centre.action.absentSure')}</Button>
        <Button kind="quiet" onClick={onBack}>
          {t('ui.back')}
        </Button>
      </div>
    </Form>
  )
}
