// Onboards an outside system: its settings, and then its two secrets, shown once.
import { useState } from 'react'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { CustomerForm, type Settings } from './CustomerForm.tsx'
import { Secrets, type Shown } from './Secrets.tsx'

export default function OnboardPage() {
  const { t } = useText()
  const send = useSend('POST /v1/customers')
  const [made, setMade] = useState<Shown & { name: string }>()
  const onboard = async (body: Settings): Promise<void> => {
    const answer = await send.mutateAsync({ body })
    const { name, secret, 'customer-id': customerId, 'webhook-secret': webhookSecret } = answer
    setMade({ name, customerId, secret, webhookSecret })
  }
  if (made) {
    return (
      <StaffPage key="made" title={t('staff.customers.made', { name: made.name })} back="/staff/customers">
        <Secrets shown={made} />
        <ButtonLink href={`/staff/customers/${made.customerId}`}>{t('staff.customers.toCustomer')}</ButtonLink>
      </StaffPage>
    )
  }
  return (
    <StaffPage title={t('staff.customers.onboard')} back="/staff/customers">
      <div className="narrow">
        <CustomerForm submit={t('staff.customers.onboard')} onSubmit={onboard} />
      </div>
    </StaffPage>
  )
}
