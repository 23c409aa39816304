// Making, changing and closing a session.
import { useAnswer, useSend } from '../../../api/queries.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { DateField, Field, Radios, readDate, Select } from '../../../ui/Field.tsx'
import { type FieldError, Form, type Values } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { readWhole } from '../stock/StockDialog.tsx'
import { readWindows, type Session } from './sessions.ts'

const AGE_MAX = 130
const DAYS_AHEAD_MAX = 366
const WINDOWS = '09:00-11:00, 11:00-13:00, 14:00-16:00'

/** The fields that a new and a changed session have in common. */
function Fields({ session }: { session?: Session }) {
  const { t } = useText()
  return (
    <>
      <Field
        name="capacity"
        label={t('staff.centre.sessions.capacity')}
        hint={
          session
            ? t('staff.centre.sessions.capacityBooked', { count: session.booked })
            : t('staff.centre.sessions.capacityHint')
        }
        size="short"
        inputMode="numeric"
        autoComplete="off"
        defaultValue={session?.capacity}
      />
      <Field
        name="windows"
        label={t('staff.centre.sessions.windows')}
        hint={t('staff.centre.sessions.windowsHint')}
        autoComplete="off"
        defaultValue={session?.windows.join(', ') ?? WINDOWS}
      />
      <div className="pair">
        <Field
          name="minAge"
          label={t('staff.centre.sessions.minAge')}
          size="short"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={session?.minAge ?? 18}
        />
        <Field
          name="maxAge"
          label={t('staff.centre.sessions.maxAge')}
          size="short"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={session?.maxAge}
        />
      </div>
    </>
  )
}

function useCheck(): (values: Values) => FieldError[] {
  const { t } = useText()
  return (values) => {
    const found: FieldError[] = []
    const wrong = (field: string): void => void found.push({ field, text: t(`staff.errors.${field}`) })
    if (!readWhole(values('capacity'))) wrong('capacity')
    if (!readWindows(values('windows'))) wrong('windows')
    const minAge = readWhole(values('minAge'))
    if (minAge === undefined || minAge > AGE_MAX) wrong('minAge')
    const maxAge = readWhole(values('maxAge'))
    if (values('maxAge') !== '' && (maxAge === undefined || maxAge > AGE_MAX || maxAge < (minAge ?? 0))) wrong('maxAge')
    return found
  }
}

function readFields(values: Values) {
  return {
    capacity: readWhole(values('capacity')) as number,
    windows: readWindows(values('windows')) as string[],
    minAge: readWhole(values('minAge')) as number,
  }
}

interface MakeSessionProps {
  readonly facilityId: string
  /** The day that is suggested. */
  readonly day: string
  readonly onDone: () => void
}

export function MakeSession({ facilityId, day, onDone }: MakeSessionProps) {
  const { t } = useText()
  const vaccines = useAnswer('GET /v1/vaccination/vaccines', {})
  const stock = useAnswer('GET /v1/vaccination/stock', { query: { facility: facilityId } })
  const send = useSend('POST /v1/vaccination/sessions')
  const check = useCheck()
  if (!vaccines.data || !stock.data) {
    const error = vaccines.error ?? stock.error
    if (!error) return <Loading />
    return <Failure error={error} onRetry={() => void Promise.all([vaccines.refetch(), stock.refetch()])} />
  }
  const { levels } = stock.data
  const options = vaccines.data.items.flatMap(({ code, course, doses }) =>
    Array.from({ length: doses }, (_, nth) => {
      const free = levels.find(({ vaccine }) => vaccine === code)?.free ?? 0
      const what = t('staff.centre.vaccineAndDose', { course, vaccine: code, dose: nth + 1 })
      return { value: `${nth + 1} ${code}`, text: `${what} · ${t('staff.centre.sessions.free', { count: free })}` }
    }),
  )
  return (
    <Form
      check={(values) => {
        const date = readDate(values, 'date')
        const isWrong = date === undefined || date < today() || date > addDays(today(), DAYS_AHEAD_MAX)
        return [...(isWrong ? [{ field: 'date-day', text: t('staff.errors.date') }] : []), ...check(values)]
      }}
      fieldOf={{ date: 'date-day', dose: 'kind', vaccine: 'kind' }}
      onSubmit={async (values) => {
        const [dose, ...code] = values('kind').split(' ')
        const date = readDate(values, 'date') as string
        const what = { facilityId, date, vaccine: code.join(' '), dose: Number(dose) }
        const maxAge = readWhole(values('maxAge'))
        await send.mutateAsync({
          body: { ...what, ...readFields(values), ...(maxAge !== undefined && { maxAge }) },
        })
        onDone()
      }}
    >
      <DateField name="date" label={t('staff.centre.sessions.date')} value={day < today() ? today() : day} />
      <Select
        name="kind"
        label={t('staff.centre.stock.vaccine')}
        hint={t('staff.centre.sessions.vaccineHint')}
        options={options}
      />
      <Fields />
      <Button>{t('staff.centre.sessions.make')}</Button>
    </Form>
  )
}

interface SessionFormProps {
  readonly session: Session
  readonly onDone: () => void
}

/** What session it is, above the form. */
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
  const check = useCheck()
  return (
    <Form
      check={(values) => {
        const found = check(values)
        const capacity = readWhole(values('capacity'))
        if (capacity !== undefined && capacity > 0 && capacity < session.booked) {
          found.unshift({ field: 'capacity', text: t('staff.problems.capacity-below-booked.title') })
        }
        return found
      }}
      onSubmit={async (values) => {
        // What is left out would stay: an age that was emptied is taken away.
        const body = { ...readFields(values), maxAge: readWhole(values('maxAge')) ?? null }
        await send.mutateAsync({ path: { sessionId: session.sessionId }, body })
        onDone()
      }}
    >
      <Which session={session} />
      <Fields session={session} />
      <Button>{t('staff.centre.sessions.save')}</Button>
    </Form>
  )
}

export function CloseSession({ session, onDone }: SessionFormProps) {
  const { t } = useText()
  const send = useSend('POST /v1/vaccination/sessions/{sessionId}/closure')
  const waiting = session.booked - session.given
  return (
    <Form
      onSubmit={async (values) => {
        const cancelBookings = values('bookings') === 'cancel'
        await send.mutateAsync({ path: { sessionId: session.sessionId }, body: { cancelBookings } })
        onDone()
      }}
    >
      <Which session={session} />
      <Notice kind="warning" title={t('staff.centre.sessions.closeTitle')}>
        <p>{t('staff.centre.sessions.closeText')}</p>
      </Notice>
      {waiting > 0 && (
        <Radios
          name="bookings"
          label={t('staff.centre.sessions.bookings', { count: waiting })}
          value="keep"
          options={[
            { value: 'keep', text: t('staff.centre.sessions.keep'), hint: t('staff.centre.sessions.keepHint') },
            { value: 'cancel', text: t('staff.centre.sessions.cancel'), hint: t('staff.centre.sessions.cancelHint') },
          ]}
        />
      )}
      <Button kind="danger">{t('staff.centre.sessions.close')}</Button>
    </Form>
  )
}
