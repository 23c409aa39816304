// Changes the settings of an outside system.
import { useLocation, useParams } from 'wouter'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { CustomerForm, type Settings } from './CustomerForm.tsx'

/** Empty fields mean the usual limit, so send null. The server keeps a limit that the request leaves out. */
const USUAL_LIMITS = { 'requests-per-second': null, 'callbacks-at-once': null, 'batch-rows': null } as const

export default function ChangeCustomerPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const { customerId } = useParams<{ customerId: string }>()
  const { data, error, refetch } = useAnswer('GET /v1/customers/{customerId}', { path: { customerId } }, { freshMs: 0 })
  const send = useSend('PATCH /v1/customers/{customerId}')
  const back = `/staff/customers/${customerId}`
  const change = async (body: Settings): Promise<void> => {
    await send.mutateAsync({ path: { customerId }, body: { ...body, limits: { ...USUAL_LIMITS, ...body.limits } } })
    say({ text: t('staff.customers.said.changed', { name: body.name }) })
    go(back)
  }
  return (
    <StaffPage title={t('staff.customers.change')} back={back}>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <div className="narrow">
          {data['webhook-off-at'] !== undefined && <Notice>{t('staff.customers.changeTurnsOn')}</Notice>}
          <CustomerForm known={data} submit={t('staff.customers.save')} onSubmit={change} />
        </div>
      )}
    </StaffPage>
  )
}
