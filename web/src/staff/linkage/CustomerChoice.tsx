// Narrows a list to one outside system.
import { useText } from '../../i18n/language.ts'
import { Choice } from '../lists/Filters.tsx'
import { useCustomers } from './customer-names.ts'

interface CustomerChoiceProps {
  readonly value: string | undefined
  readonly onChoose: (customer: string | undefined) => void
}

export function CustomerChoice({ value, onChoose }: CustomerChoiceProps) {
  const { t } = useText()
  const { data: customers = [] } = useCustomers()
  return (
    <Choice
      id="customer"
      label={t('staff.workflows.customer')}
      all={t('staff.workflows.all')}
      value={value}
      options={customers.map((one) => ({ value: one['customer-id'], text: one.name }))}
      onChoose={onChoose}
    />
  )
}
