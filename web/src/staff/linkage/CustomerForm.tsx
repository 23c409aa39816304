// The settings of an outside system: its name, its address for callbacks, who chooses, and its limits.
import { Fragment } from 'react'
import type { Request } from '../../api/client.ts'
import { postCustomers } from '../../api/limits/post-customers.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { choice } from '../../ui/choices.tsx'
import { type Entered, Form } from '../../ui/Form.tsx'
import { list, text } from '../../ui/fields.tsx'
import { whole } from '../../ui/numbers.tsx'
import type { Customer } from './customer-names.ts'

export type Settings = Request<'POST /v1/customers'>['body']

interface CustomerFormProps {
  readonly known?: Customer
  readonly submit: string
  readonly onSubmit: (settings: Settings) => unknown
}

export function CustomerForm({ known, submit, onSubmit }: CustomerFormProps) {
  const fields = useFields(known)
  return (
    <Form fields={fields} onSubmit={(entered) => onSubmit(toSettings(entered))}>
      {fields.map(({ focus, input }) => (
        <Fragment key={focus}>{input}</Fragment>
      ))}
      <Button>{submit}</Button>
    </Form>
  )
}

function useFields(known: Customer | undefined) {
  const { t } = useText()
  const limit = <Name extends keyof Customer['limits']>(name: Name) =>
    whole(postCustomers, name, {
      label: t(`staff.customers.limit.${name}`),
      hint: t('staff.customers.limitHint', {
        minimum: postCustomers[name].minimum,
        maximum: postCustomers[name].maximum,
      }),
      value: known?.limits[name],
      wrong: `staff.customers.wrong.${name}`,
    })
  return [
    text(postCustomers, 'name', {
      label: t('staff.customers.name'),
      value: known?.name,
      wrong: 'staff.customers.wrong.name',
    }),
    text(postCustomers, 'webhook', {
      label: t('staff.customers.webhook'),
      hint: t('staff.customers.webhookHint'),
      value: known?.webhook,
      inputMode: 'url',
      spellCheck: false,
      also: (address) => (URL.canParse(address) ? undefined : t('staff.customers.wrong.webhook')),
      wrong: 'staff.customers.wrong.webhook',
    }),
    list(postCustomers, 'allowed-hosts', {
      label: t('staff.customers.hosts'),
      hint: t('staff.customers.hostsHint'),
      value: known?.['allowed-hosts'],
      spellCheck: false,
      wrong: 'staff.customers.wrong.allowed-hosts',
    }),
    choice(postCustomers, 'choice-by', {
      label: t('staff.customers.choiceBy'),
      hint: t('staff.customers.choiceByHint'),
      value: known?.['choice-by'] ?? 'customer',
      options: postCustomers['choice-by'].enum.map((value) => ({ value, text: t(`staff.customers.by.${value}`) })),
    }),
    limit('requests-per-second'),
    limit('callbacks-at-once'),
    limit('batch-rows'),
  ] as const
}

function toSettings(entered: Entered<ReturnType<typeof useFields>>): Settings {
  const { name, webhook, 'allowed-hosts': hosts, 'choice-by': chooser, ...limits } = entered
  const settings = { name, webhook, 'allowed-hosts': hosts, ...(chooser && { 'choice-by': chooser }) }
  return Object.keys(limits).length > 0 ? { ...settings, limits } : settings
}
