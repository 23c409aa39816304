// Forms to make, change and close a session, and to open a closed one again.
import type { Answer } from '../../../api/client.ts'
import { postVaccinationSessions } from '../../../api/limits/post-vaccination-sessions.ts'
import * as reopening from '../../../api/limits/post-vaccination-sessions-closure-cancellation.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { choice } from '../../../ui/choices.tsx'
import { day } from '../../../ui/days.tsx'
import { type FieldError, Form } from '../../../ui/Form.tsx'
import { list } from '../../../ui/fields.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { whole } from '../../../ui/numbers.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { reason as reasonField } from '../../shell/reasons.tsx'
import { vaccineAndDose } from '../vaccine-and-dose.tsx'
import { readWindows, type Session } from './sessions.ts'

const WINDOWS_SUGGESTED = ['09:00-11:00', '11:00-13:00', '14:00-16:00']
const AGE_SUGGESTED = 18

/** The fields that a new session and a changed one have in common. */
function useFields(session?: Session) {
  const { t } = useText()
  const of = postVaccinationSessions
  const waiting = session ? session.booked - session.given : 0
  return [
    whole(of, 'capacity', {
      label: t('staff.centre.sessions.capacity'),
      hint: session
        ? t('staff.centre.sessions.capacityBooked', { count: session.booked })
        : t('staff.centre.sessions.capacityHint'),
      value: session?.capacity,
      also: (capacity) =>
        capacity < (session?.booked ?? 0) ? t('staff.problems.capacity-below-booked.title') : undefined,
    }),
    list(of, 'windows', {
      label: t('staff.centre.sessions.windows'),
      hint:
        waiting > 0
          ? t('staff.centre.sessions.windowsBooked', { count: waiting })
          : t('staff.centre.sessions.windowsHint'),
      autoComplete: 'off',
      value: session?.windows ?? WINDOWS_SUGGESTED,
      toItems: readWindows,
    }),
    whole(of, 'minAge', { label: t('staff.centre.sessions.minAge'), value: session?.minAge ?? AGE_SUGGESTED }),
    whole(of, 'maxAge', { label: t('staff.centre.sessions.maxAge'), value: session?.maxAge }),
  ] as const
}

type Fields = ReturnType<typeof useFields>

function Inputs({ fields: [capacity, windows, minAge, maxAge] }: { fields: Fields }) {
  return (
    <>
      {capacity.input}
      {windows.input}
      <div className="pair">
        {minAge.input}
        {maxAge.input}
      </div>
    </>
  )
}

/** Whether the oldest age is below the youngest. */
function useAgeCheck(): (entered: { minAge?: number; maxAge?: number }) => FieldError[] {
  const { t } = useText()
  return ({ minAge = 0, maxAge = minAge }) =>
    maxAge < minAge ? [{ field: 'maxAge', text: t('staff.errors.maxAge') }] : []
}

interface MakeSessionProps {
  readonly facilityId: string
  /** The suggested day. */
  readonly day: string
  readonly onDone: (made: Session) => void
}

export function MakeSession(props: MakeSessionProps) {
  const { facilityId } = props
  const vaccines = useAnswer('GET /v1/vaccination/vaccines', {})
  const stock = useAnswer('GET /v1/vaccination/stock', { query: { facility: facilityId } })
  if (!vaccines.data || !stock.data) {
    const error = vaccines.error ?? stock.error
    if (!error) return <Loading />
    return <Failure error={error} onRetry={() => void Promise.all([vaccines.refetch(), stock.refetch()])} />
  }
  return <MakeForm {...props} vaccines={vaccines.data.items} levels={stock.data.levels} />
}

interface MakeFormProps extends MakeSessionProps {
  readonly vaccines: Answer<'GET /v1/vaccination/vaccines'>['items']
  readonly levels: Answer<'GET /v1/vaccination/stock'>['levels']
}

function MakeForm({ facilityId, day: suggested, vaccines, levels, onDone }: MakeFormProps) {
  const { t } = useText()
  const send = useSend('POST /v1/vaccination/sessions')
  const fields = useFields()
  const checkAges = useAgeCheck()
  const date = day(postVaccinationSessions, 'date', {
    label: t('staff.centre.sessions.date'),
    value: suggested < today() ? today() : suggested,
    also: (chosen) => (chosen < today() ? t('staff.errors.date') : undefined),
  })
  const what = vaccineAndDose({
    label: t('staff.centre.stock.vaccine'),
    hint: t('staff.centre.sessions.vaccineHint'),
    vaccines,
    textOf: ({ course, vaccine, dose }) => {
      const free = levels.find((level) => level.vaccine === vaccine)?.free ?? 0
      const words = t('staff.centre.vaccineAndDose', { course, vaccine, dose })
      return `${words} · ${t('staff.centre.sessions.free', { count: free })}`
    },
  })
  return (
    <Form
      fields={[date, what, ...fields]}
      check={checkAges}
      onSubmit={async (session) => {
        onDone(await send.mutateAsync({ body: { facilityId, ...session } }))
      }}
    >
      {date.input}
      {what.input}
      <Inputs fields={fields} />
      <Button>{t('staff.centre.sessions.make')}</Button>
    </Form>
  )
}

interface SessionFormProps {
  readonly session: Session
  readonly onDone: () => void
}

/** Names the session above the form. */
function Which({ session: { course, vaccine, dose, date } }: { session: Session }) {
  const { t, format } = useText()
  return (
    <p>
      <strong>{t('staff.centre.vaccineAndDose', { course, vaccine, dose })}</strong>, {format.weekdayAndDay(date)}
    </p>
  )
}

export function ChangeSession({ session, onDone }: SessionFormProps) {
  const { t } = useText()
  const send = useSend('PATCH /v1/vaccination/sessions/{sessionId}')
  const fields = useFields(session)
  const checkAges = useAgeCheck()
  return (
    <Form
      fields={fields}
      check={checkAges}
      onSubmit={async (changed) => {
        // The server keeps what the request leaves out. Send null to remove an age that somebody emptied.
        const body = { maxAge: null, ...changed }
        await send.mutateAsync({ path: { sessionId: session.sessionId }, body })
        onDone()
      }}
    >
      <Which session={session} />
      <Inputs fields={fields} />
      <Button>{t('staff.centre.sessions.save')}</Button>
    </Form>
  )
}

const CLOSING = { bookings: { type: 'string', enum: ['keep', 'cancel'] } } as const

export function CloseSession({ session, onDone }: SessionFormProps) {
  const { t } = useText()
  const send = useSend('POST /v1/vaccination/sessions/{sessionId}/closure')
  const waiting = session.booked - session.given
  const bookings = choice(CLOSING, 'bookings', {
    label: t('staff.centre.sessions.bookings', { count: waiting }),
    value: 'keep',
    options: [
      { value: 'keep', text: t('staff.centre.sessions.keep'), hint: t('staff.centre.sessions.keepHint') },
      { value: 'cancel', text: t('staff.centre.sessions.cancel'), hint: t('staff.centre.sessions.cancelHint') },
    ],
  })
  return (
    <Form
      fields={waiting > 0 ? [bookings] : []}
      needsPress
      onSubmit={async (chosen) => {
        const cancelBookings = 'bookings' in chosen && chosen.bookings === 'cancel'
        await send.mutateAsync({ path: { sessionId: session.sessionId }, body: { cancelBookings } })
        onDone()
      }}
    >
      <Which session={session} />
      <Notice kind="warning" title={t('staff.centre.sessions.closeTitle')}>
        <p>{t('staff.centre.sessions.closeText')}</p>
      </Notice>
      {waiting > 0 && bookings.input}
      <Button kind="danger">{t('staff.centre.sessions.close')}</Button>
    </Form>
  )
}

/** A session that was closed by mistake takes bookings again. Bookings that the closing cancelled stay cancelled. */
export function ReopenSession({ session, onDone }: SessionFormProps) {
  const { t } = useText()
  const send = useSend('POST /v1/vaccination/sessions/{sessionId}/closure/cancellation')
  const reason = reasonField(reopening.postVaccinationSessionsClosureCancellation, 'reason', {
    label: t('staff.centre.undo.why'),
    hint: t('staff.centre.sessions.reopenHint'),
    wrong: 'staff.centre.stock.whyMissing',
    usual: (['session', 'stock', 'pressed'] as const).map((each) => t(`staff.centre.sessions.usual.${each}`)),
  })
  return (
    <Form
      fields={[reason]}
      onSubmit={async (body) => {
        await send.mutateAsync({ path: { sessionId: session.sessionId }, body })
        onDone()
      }}
    >
      <Which session={session} />
      <p>{t('staff.centre.sessions.reopenText')}</p>
      {reason.input}
      <Button>{t('staff.centre.sessions.reopen')}</Button>
    </Form>
  )
}
