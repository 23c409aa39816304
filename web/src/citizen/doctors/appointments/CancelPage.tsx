// Cancelling an appointment: the page asks once more, and says plainly what the person loses.
import { Link, Redirect, useLocation } from 'wouter'
import { noteAnswer } from '../../../api/cache.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { slipHref } from '../addresses.ts'
import { useRefusal } from '../booking/refusals.tsx'
import { useDoctorWords } from '../words.ts'
import { useAppointmentFacts } from './facts.ts'

export default function CancelPage() {
  const { t, format } = useText()
  const { nameOf, timeOf } = useDoctorWords()
  const [, go] = useLocation()
  const { appointmentId, facts, error, retry } = useAppointmentFacts()
  const cancel = useSend('POST /v1/appointments/{appointmentId}/cancellation', { keptAs: 'appointment-cancellation' })
  const refusalOf = useRefusal()
  const slip = slipHref(appointmentId)
  const status = facts?.appointment.status
  const mayCancel = status === 'BOOKED' || status === 'DISPLACED'
  if (status !== undefined && !mayCancel && !cancel.isPending) return <Redirect to={slip} replace />
  const submit = async (): Promise<void> => {
    const cancelled = await cancel.mutateAsync({ path: { appointmentId }, body: {} })
    noteAnswer('GET /v1/appointments/{appointmentId}', { path: { appointmentId } }, () => cancelled)
    go(slip, { replace: true })
  }
  return (
    <Page title={t('doctors.cancel.title')} back={slip} isPersonal>
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : facts ? (
        <Form onSubmit={submit} wordsOf={(refused) => refusalOf(refused).words}>
          <SummaryList
            rows={[
              { label: t('booking.facts.who'), value: facts.member?.name },
              { label: t('doctors.facts.doctor'), value: nameOf(facts.appointment.doctorName) },
              { label: t('booking.facts.day'), value: format.weekdayAndDay(facts.appointment.date) },
              { label: t('booking.facts.time'), value: timeOf(facts.appointment) },
              { label: t('booking.facts.where'), value: facts.appointment.facilityName },
            ]}
          />
          <p>{t('doctors.cancel.text')}</p>
          <Button kind="danger">{t('doctors.cancel.button')}</Button>
        </Form>
      ) : (
        <Loading />
      )}
      <p>
        <Link href={slip}>{t('doctors.cancel.keep')}</Link>
      </p>
    </Page>
  )
}
