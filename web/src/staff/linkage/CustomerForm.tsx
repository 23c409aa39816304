// What is agreed with an outside system: its name, where callbacks go, who chooses, and its limits.
import type { Request } from '../../api/client.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, Radios } from '../../ui/Field.tsx'
import { type FieldError, Form, type Values } from '../../ui/Form.tsx'
import type { Customer } from './customer-names.ts'

export type Settings = Request<'POST /v1/customers'>['body']

const HOST = /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/
const HOSTS_MAX = 20
/** Each with the most that the server takes. */
const LIMITS = [
  ['requests-per-second', 100_000],
  ['callbacks-at-once', 64],
  ['batch-rows', 2_000],
] as const
/** A refused host is named by its place in the list. */
const FIELD_OF = Object.fromEntries(Array.from({ length: HOSTS_MAX }, (_, at) => [String(at), 'allowed-hosts']))

interface CustomerFormProps {
  readonly known?: Customer
  readonly submit: string
  readonly onSubmit: (settings: Settings) => unknown
}

export function CustomerForm({ known, submit, onSubmit }: CustomerFormProps) {
  const { t } = useText()
  const check = (values: Values): FieldError[] => {
    const wrong: string[] = []
    if (values('name') === '') wrong.push('name')
    if (!URL.canParse(values('webhook')) || !/^https?:/.test(values('webhook'))) wrong.push('webhook')
    const hosts = readHosts(values)
    if (hosts.length > HOSTS_MAX || !hosts.every((host) => HOST.test(host))) wrong.push('allowed-hosts')
    for (const [limit, most] of LIMITS) if (readLimit(values, limit, most) === 'wrong') wrong.push(limit)
    return wrong.map((field) => ({ field, text: t(`staff.customers.wrong.${field}`) }))
  }
  return (
    <Form check={check} fieldOf={FIELD_OF} onSubmit={(values) => onSubmit(toSettings(values))}>
      <Field name="name" label={t('staff.customers.name')} defaultValue={known?.name} maxLength={200} />
      <Field
        name="webhook"
        label={t('staff.customers.webhook')}
        hint={t('staff.customers.webhookHint')}
        defaultValue={known?.webhook}
        inputMode="url"
        spellCheck={false}
        maxLength={500}
      />
      <Field
        name="allowed-hosts"
        label={t('staff.customers.hosts')}
        hint={t('staff.customers.hostsHint')}
        defaultValue={known?.['allowed-hosts'].join(', ')}
        spellCheck={false}
      />
      <Radios
        name="choice-by"
        label={t('staff.customers.choiceBy')}
        hint={t('staff.customers.choiceByHint')}
        value={known?.['choice-by'] ?? 'customer'}
        options={(['customer', 'staff'] as const).map((value) => ({ value, text: t(`staff.customers.by.${value}`) }))}
      />
      {LIMITS.map(([limit, most]) => (
        <Field
          key={limit}
          name={limit}
          label={t(`staff.customers.limit.${limit}`)}
          hint={t('staff.customers.limitHint', { most })}
          size="short"
          inputMode="numeric"
          defaultValue={known?.limits[limit]}
        />
      ))}
      <Button>{submit}</Button>
    </Form>
  )
}

const readHosts = (values: Values): string[] =>
  values('allowed-hosts')
    .split(/[\s,;]+/)
    .filter((host) => host !== '')

function readLimit(values: Values, limit: string, most: number): number | undefined | 'wrong' {
  const text = values(limit)
  if (text === '') return undefined
  const value = Number(text)
  return /^\d{1,9}$/.test(text) && value >= 1 && value <= most ? value : 'wrong'
}

function toSettings(values: Values): Settings {
  const limits = LIMITS.flatMap(([limit, most]) => {
    const value = readLimit(values, limit, most)
    return typeof value === 'number' ? [[limit, value] as const] : []
  })
  return {
    name: values('name'),
    webhook: values('webhook'),
    'allowed-hosts': readHosts(values),
    'choice-by': values('choice-by') === 'staff' ? 'staff' : 'customer',
    ...(limits.length > 0 && { limits: Object.fromEntries(limits) }),
  }
}
