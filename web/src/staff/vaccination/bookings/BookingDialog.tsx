// One booking: what to check before the dose, the lot that expires first, and the buttons "vaccinated" and "absent".
import { useEffect, useState } from 'react'
import type { Answer } from '../../../api/client.ts'
import { postVaccinationBookingsCompletion } from '../../../api/limits/post-vaccination-bookings-completion.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { choice } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { useProofWords } from '../../patients/proof.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { StateTag } from './BookingRow.tsx'
import { type Booking, stateOf } from './day.ts'

export interface Opening {
  readonly booking: Pick<Booking, 'bookingId'>
  readonly intent: 'vaccinate' | 'absent'
}

type Readiness = Answer<'GET /v1/vaccination/bookings/{bookingId}/readiness'>

export function BookingDialog({ opening, onClose }: { opening: Opening | undefined; onClose: () => void }) {
  const { t } = useText()
  return (
    <Dialog title={t('staff.centre.booking.title')} isOpen={opening !== undefined} onClose={onClose}>
      {opening && <Content key={opening.booking.bookingId} opening={opening} onClose={onClose} />}
    </Dialog>
  )
}

function Content({ opening: { booking, intent }, onClose }: { opening: Opening; onClose: () => void }) {
  const { t } = useText()
  const request = { path: { bookingId: booking.bookingId } }
  const [isAbsent, setAbsent] = useState(intent === 'absent')
  const { data, error, refetch } = useAnswer('GET /v1/vaccination/bookings/{bookingId}/readiness', request, {
    freshMs: 0,
  })
  if (error && !data) return <Failure error={error} takesFocus onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const state = stateOf(data.booking)
  const isLive = state === 'expected' || state === 'arrived'
  return (
    <>
      <Facts readiness={data} />
      {!isLive && <Notice title={t(`staff.centre.booking.ended.${state}`)} />}
      {isLive && isAbsent && <Absence readiness={data} onBack={() => setAbsent(false)} onDone={onClose} />}
      {isLive && !isAbsent && <Vaccination readiness={data} onAbsent={() => setAbsent(true)} onDone={onClose} />}
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

function Vaccination({ readiness, onAbsent, onDone }: StepProps & { onAbsent: () => void }) {
  const { t, has, format } = useText()
  const { booking, lots, refusal, likelySame } = readiness
  const send = useSend('POST /v1/vaccination/bookings/{bookingId}/completion')
  // The first lot has the focus, so that pressing Enter is enough.
  useEffect(() => document.getElementById('lot')?.focus(), [])
  const absent = (
    <Button kind="quiet" onClick={onAbsent}>
      {t('staff.centre.action.absent')}
    </Button>
  )
  if (refusal || lots.length === 0) {
    const key = `staff.problems.${refusal?.slug}.title`
    const title = refusal === undefined ? t('staff.centre.booking.noLot') : has(key) ? t(key) : refusal.detail
    return (
      <>
        <Notice kind="error" title={title} takesFocus>
          {refusal && <p>{t('staff.centre.booking.notNow')}</p>}
        </Notice>
        {absent}
      </>
    )
  }
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
