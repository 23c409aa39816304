// The roles whose holders need a second factor: the national administrator chooses them.
import type { Answer } from '../../api/client.ts'
import { putStaffSecondFactor } from '../../api/limits/put-staff-second-factor.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useWorkplace } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { choices } from '../../ui/choices.tsx'
import { Form } from '../../ui/Form.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

type Roles = Answer<'GET /v1/staff/second-factor'>['roles']

export default function SecondFactorPage() {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/staff/second-factor', {})
  return (
    <StaffPage title={t('staff.people.factor.title')} back="/staff/people">
      <div className="page">
        <p>{t('staff.people.factor.text')}</p>
        <p>{t('staff.people.factor.running')}</p>
        {data ? (
          <Demand demanded={data.roles} />
        ) : error ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading />
        )}
      </div>
    </StaffPage>
  )
}

function Demand({ demanded }: { demanded: Roles }) {
  const { t } = useText()
  const send = useSend('PUT /v1/staff/second-factor')
  const roles = (useWorkplace()?.appoints ?? []).map(({ role }) => role)
  const chosen = choices(putStaffSecondFactor, 'roles', {
    label: t('staff.people.factor.roles'),
    options: roles.map((role) => ({ value: role, text: t(`roles.${role}`) })),
    value: demanded,
  })
  const submit = async (body: { roles: Roles }): Promise<void> => {
    await send.mutateAsync({ body })
    say({ text: t('staff.people.factor.saved') })
  }
  return (
    <Form fields={[chosen]} onSubmit={submit}>
      {chosen.input}
      <Button>{t('staff.people.factor.save')}</Button>
    </Form>
  )
}
