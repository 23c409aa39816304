// Who issues the bills of a hospital: legal name, GSTIN, the prefix of the numbers, the UPI address, the limits.

import type { Answer } from '../../../api/client.ts'
import { putBillingIssuersByFacilityId as of } from '../../../api/limits/put-billing-issuers-by-facility-id.ts'
import { ApiProblem } from '../../../api/problem.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { toPlain } from '../../../entered.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { choice } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { rupees } from '../../../ui/numbers.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { say } from '../../shell/Said.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import '../billing.css'
import { useHospital } from '../hospital.tsx'

type Issuer = Answer<'GET /v1/billing/issuers/{facilityId}'>

const WHO = { holder: { type: 'string', required: true, enum: ['private', 'government'] } } as const
const CREDIT_LIMIT_PAISE = 500_000

export default function IssuerPage() {
  const { t } = useText()
  const { facilityId, choice: hospital } = useHospital()
  return (
    <StaffPage title={t('staff.money.issuer.title')} back="/staff/billing/prices" actions={hospital}>
      <p className="soft">{t('staff.money.issuer.what')}</p>
      {facilityId === undefined ? <Loading /> : <Read key={facilityId} facilityId={facilityId} />}
    </StaffPage>
  )
}

function Read({ facilityId }: { facilityId: string }) {
  const { data, error, refetch } = useAnswer('GET /v1/billing/issuers/{facilityId}', { path: { facilityId } })
  const isNew = error instanceof ApiProblem && error.status === 404
  if (data || isNew) return <Setting key={data?.version ?? 0} facilityId={facilityId} issuer={data} />
  return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
}

function Setting({ facilityId, issuer }: { facilityId: string; issuer: Issuer | undefined }) {
  const { t } = useText()
  const send = useSend('PUT /v1/billing/issuers/{facilityId}')
  const { fields, draw } = useFields(issuer)
  return (
    <Form
      fields={fields}
      check={({ gstin, stateCode }) =>
        gstin !== undefined && stateCode !== undefined && !gstin.startsWith(stateCode)
          ? [{ field: 'gstin', text: t('staff.money.issuer.otherState') }]
          : []
      }
      onSubmit={async ({ holder, ...body }) => {
        const set = await send.mutateAsync({
          path: { facilityId },
          body: { ...body, isGovernment: holder === 'government' },
          ...(issuer && { ifMatch: `"v${issuer.version}"` }),
        })
        say({ text: t('staff.money.said.issuer'), detail: set.legalName })
      }}
    >
      {draw}
      <Button>{t('staff.money.issuer.save')}</Button>
    </Form>
  )
}

const toCapitals = (typed: string): string => toPlain(typed).replace(/\s/g, '').toUpperCase()

function useFields(issuer: Issuer | undefined) {
  const { t } = useText()
  const medium = { size: 'medium', autoComplete: 'off' } as const
  const legalName = text(of, 'legalName', {
    ...{ label: t('staff.money.issuer.legalName'), value: issuer?.legalName, autoComplete: 'off' },
  })
  const address = text(of, 'address', {
    ...{ label: t('staff.money.issuer.address'), value: issuer?.address, autoComplete: 'off' },
  })
  const stateCode = text(of, 'stateCode', {
    ...{ label: t('staff.money.issuer.stateCode'), hint: t('staff.money.issuer.stateHint') },
    ...{ value: issuer?.stateCode, size: 'short' as const, autoComplete: 'off' },
  })
  const gstin = text(of, 'gstin', {
    ...{ label: t('staff.money.issuer.gstin'), hint: t('staff.money.issuer.gstinHint'), ...medium },
    ...{ value: issuer?.gstin, clean: toCapitals },
  })
  const prefix = text(of, 'prefix', {
    ...{ label: t('staff.money.issuer.prefix'), hint: t('staff.money.issuer.prefixHint') },
    ...{ value: issuer?.prefix, clean: toCapitals, size: 'short' as const, autoComplete: 'off' },
  })
  const upi = text(of, 'upiVpa', {
    ...{ label: t('staff.money.issuer.upi'), hint: t('staff.money.issuer.upiHint'), ...medium, value: issuer?.upiVpa },
  })
  const secret = text(of, 'callbackSecret', {
    ...{ label: t('staff.money.issuer.secret'), ...medium },
    hint: t(issuer?.hasCallbackSecret ? 'staff.money.issuer.secretSet' : 'staff.money.issuer.secretHint'),
  })
  const holder = choice(WHO, 'holder', {
    ...{ label: t('staff.money.issuer.holder'), value: issuer?.isGovernment ? 'government' : 'private' },
    options: WHO.holder.enum.map((value) => ({ value, text: t(`staff.money.issuer.${value}`) })),
  })
  const limit = rupees(of, 'creditLimitPaise', {
    ...{ label: t('staff.money.issuer.limit'), hint: t('staff.money.issuer.limitHint'), isNeeded: true },
    value: issuer?.creditLimitPaise ?? CREDIT_LIMIT_PAISE,
  })
  const all = [legalName, address, stateCode, gstin, prefix, upi, secret, holder, limit] as const
  return {
    fields: all,
    draw: all.map(({ focus, input }) => <div key={focus}>{input}</div>),
  }
}
