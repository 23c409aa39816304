// The steps of a booking that has not ended: the arrival, the dose, or the absence. No scan and no letter takes one.
import { type ReactNode, useEffect, useState } from 'react'
import { postVaccinationBookingsCompletion } from '../../../api/limits/post-vaccination-bookings-completion.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { choice } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { reason } from '../../shell/reasons.tsx'
import { type Comer, useArrival } from './arrival.ts'
import { MayHave, type Readiness } from './BookingFacts.tsx'

interface NextStepProps {
  readonly readiness: Readiness
  readonly onGiven: (lot: string) => void
  readonly onBack: () => void
  /** The button that leads to the absence. */
  readonly absent: ReactNode
}

/** The next step: the arrival, then the dose. */
export function NextStep(props: NextStepProps) {
  const { t } = useText()
  const tell = useRefusalWords()
  const { lots, refusal } = props.readiness
  if (refusal?.slug === 'arrival-missing') return <Arrival {...props} />
  if (refusal === undefined && lots.length > 0) return <Vaccination {...props} />
  return (
    <>
      <Notice kind="error" title={refusal ? tell(refusal) : t('staff.centre.booking.noLot')} takesFocus>
        {refusal && <p>{t('staff.centre.booking.notNow')}</p>}
      </Notice>
      {props.absent}
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

const toComer = ({ booking, patient }: Pick<Readiness, 'booking' | 'patient'>): Comer => {
  return { bookingId: booking.bookingId, token: booking.token, name: patient.name }
}

/** Records that the patient is here. This can be undone, so its button has the focus: Enter is enough. */
function Arrival({ readiness: { booking, patient }, onBack, absent }: NextStepProps) {
  const { t } = useText()
  const record = useArrival()
  useEffect(() => document.getElementById('arrived')?.querySelector('button')?.focus(), [])
  return (
    <Form onSubmit={() => record(toComer({ booking, patient }), true)}>
      <p>{t('staff.centre.booking.checkWho')}</p>
      <div className="dialog-foot" id="arrived">
        <Button>{t('staff.centre.action.arrived')}</Button>
        <Button kind="quiet" onClick={onBack}>
          {t('ui.back')}
        </Button>
        {absent}
      </div>
    </Form>
  )
}

/** Records the dose. Only a press on the button does so: no key on a field, and no scan. */
function Vaccination({ readiness, onGiven, onBack, absent }: NextStepProps) {
  const { booking, lots, likelySame } = readiness
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
  const differs = reason(postVaccinationBookingsCompletion, 'differs', {
    label: t('staff.centre.booking.differs'),
    hint: t('staff.centre.booking.differsHint'),
    wrong: 'staff.centre.booking.differsMissing',
    usual: (['cards', 'family', 'wrong'] as const).map((each) => t(`staff.centre.booking.usual.${each}`)),
  })
  return (
    <Form
      fields={likelySame.length > 0 ? [which, differs] : [which]}
      needsPress
      onSubmit={async (body) => {
        await send.mutateAsync({ path: { bookingId: booking.bookingId }, body })
        onGiven(body.lot)
      }}
    >
      {likelySame.length > 0 ? (
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
      ) : (
        <MayHave readiness={readiness} />
      )}
      <div className="cards-to-choose">{which.input}</div>
      <div className="dialog-foot">
        <Button>{t('staff.centre.action.record')}</Button>
        <Button kind="quiet" onClick={onBack}>
          {t('ui.back')}
        </Button>
        {absent}
        <TakeArrivalBack comer={toComer(readiness)} />
        <span className="dialog-foot-hint">{t('staff.centre.booking.scans')}</span>
      </div>
    </Form>
  )
}

/** The person has not come after all. The dialog then asks for the arrival again. */
function TakeArrivalBack({ comer }: { comer: Comer }) {
  const { t } = useText()
  const record = useArrival()
  const [failed, setFailed] = useState<unknown>()
  const takeBack = (): void => {
    setFailed(undefined)
    record(comer, false).catch(setFailed)
  }
  return (
    <>
      <Button kind="plain" onClick={takeBack}>
        {t('staff.centre.action.undo')}
      </Button>
      {failed !== undefined && <Failure error={failed} takesFocus />}
    </>
  )
}

interface AbsenceProps {
  readonly readiness: Readiness
  readonly onBack: () => void
  readonly onDone: () => void
}

export function Absence({ readiness: { booking }, onBack, onDone }: AbsenceProps) {
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
      <Notice kind="warning" takesFocus>
        <p>{t('staff.centre.booking.absentText')}</p>
      </Notice>
      <div className="dialog-foot">
        <Button kind="danger">{t('staff.centre.action.absentSure')}</Button>
        <Button kind="quiet" onClick={onBack}>
          {t('ui.back')}
        </Button>
      </div>
    </Form>
  )
}
