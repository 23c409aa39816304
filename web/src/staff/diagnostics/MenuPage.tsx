// The menu of a laboratory: which tests it offers at which price code, two persons or one, and when it collects.
import './laboratory.css'
import { useState } from 'react'
import { reader, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { getDiagnosticsTests } from '../../api/limits/get-diagnostics-tests.ts'
import * as ofPolicy from '../../api/limits/put-diagnostics-laboratories-by-facility-id.ts'
import { putDiagnosticsMenusByCode as limits } from '../../api/limits/put-diagnostics-menus-by-code.ts'
import { useList } from '../../api/lists.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { choice } from '../../ui/choices.tsx'
import type { Column } from '../../ui/columns.ts'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Filters, SearchField } from '../lists/Filters.tsx'
import { Listing } from '../lists/Listing.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

type Entry = Answer<'GET /v1/diagnostics/tests'>['items'][number]
type Policy = Answer<'GET /v1/diagnostics/laboratories/{facilityId}'>

const policyLimits = ofPolicy.putDiagnosticsLaboratoriesByFacilityId
const readers = { q: reader(getDiagnosticsTests.q) }
const NEW = 'new'
const toCode = (typed: string): string => typed.trim().toUpperCase()

export default function MenuPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const { filters, change, clear } = useFilters(readers)
  const list = useList('GET /v1/diagnostics/tests', { facility: facilityId, q: filters.q, limit: 50 })
  const policy = useAnswer('GET /v1/diagnostics/laboratories/{facilityId}', { path: { facilityId } })
  const [open, setOpen] = useState<Entry | typeof NEW>()
  return (
    <StaffPage
      title={t('staff.laboratory.tests.title')}
      actions={
        <Button onClick={() => setOpen(NEW)}>
          <Icon name="plus" /> {t('staff.laboratory.tests.add')}
        </Button>
      }
    >
      {policy.data && <PolicyForm key={JSON.stringify(policy.data)} policy={policy.data} />}
      <Listing
        filters={
          <Filters onClear={clear} onSearch={(values) => change({ q: readers.q(values('q')) })}>
            <SearchField
              name="q"
              label={t('staff.laboratory.tests.q')}
              value={filters.q}
              limits={getDiagnosticsTests.q}
            />
          </Filters>
        }
        onClear={clear}
        none={{
          icon: 'clipboard-list',
          title: t('staff.laboratory.tests.none'),
          text: t('staff.laboratory.tests.noneWhy'),
        }}
        stacks
        caption={t('staff.laboratory.tests.title')}
        list={list}
        keyOf={({ code }) => code}
        file="tests"
        columns={columnsOf(setOpen)}
      />
      <Dialog
        title={open === NEW || !open ? t('staff.laboratory.tests.add') : open.name}
        isOpen={open !== undefined}
        onClose={() => setOpen(undefined)}
      >
        {open && <EntryForm entry={open === NEW ? undefined : open} onDone={() => setOpen(undefined)} />}
      </Dialog>
    </StaffPage>
  )
}

const columnsOf = (onOpen: (entry: Entry) => void): readonly Column<Entry>[] => [
  { key: 'code', text: ({ code }) => code, header: 'staff.laboratory.tests.code' },
  { key: 'name', text: ({ name }) => name, header: 'staff.laboratory.column.test' },
  {
    key: 'tests',
    text: ({ tests }) => tests?.join(' '),
    header: 'staff.laboratory.tests.panel',
    isDim: true,
  },
  { key: 'priceCode', text: ({ priceCode }) => priceCode, header: 'staff.laboratory.tests.priceCode' },
  {
    key: 'twoPersons',
    text: ({ twoPersons }) => String(twoPersons),
    header: 'staff.laboratory.tests.persons',
    draw: ({ twoPersons }, { t }) => t(twoPersons ? 'staff.laboratory.tests.two' : 'staff.laboratory.tests.one'),
  },
  {
    key: 'inHouse',
    text: ({ inHouse }) => String(inHouse),
    header: 'staff.laboratory.tests.where',
    isDim: true,
    draw: ({ inHouse }, { t }) => t(inHouse ? 'staff.laboratory.tests.here' : 'staff.laboratory.tests.elsewhere'),
  },
  {
    header: 'staff.people.change',
    isControl: true,
    draw: (entry, { t }) => (
      <Button kind="quiet" onClick={() => onOpen(entry)}>
        {t('staff.laboratory.tests.change')} <span className="visually-hidden">{entry.name}</span>
      </Button>
    ),
  },
]

function EntryForm({ entry, onDone }: { entry: Entry | undefined; onDone: () => void }) {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const send = useSend('PUT /v1/diagnostics/menus/{facilityId}/{code}')
  const code = text(limits, 'code', {
    label: t('staff.laboratory.tests.code'),
    hint: t('staff.laboratory.tests.codeHint'),
    value: entry?.code,
    clean: toCode,
    autoComplete: 'off',
    wrong: 'staff.laboratory.tests.codeWrong',
  })
  const price = text(limits, 'priceCode', {
    label: t('staff.laboratory.tests.priceCode'),
    hint: t('staff.laboratory.tests.priceHint'),
    value: entry?.priceCode,
    clean: toCode,
    autoComplete: 'off',
    wrong: 'staff.laboratory.tests.codeWrong',
  })
  const flags = [
    { name: 'inHouse', isOn: entry?.inHouse ?? true },
    { name: 'twoPersons', isOn: entry?.twoPersons ?? false },
    { name: 'isOffered', isOn: entry?.isOffered ?? true },
  ] as const
  return (
    <Form
      fields={[code, price]}
      onSubmit={async (entered, values) => {
        const path = { facilityId, code: entered.code }
        const is = (name: (typeof flags)[number]['name']): boolean => values(name) === 'on'
        const body = {
          priceCode: entered.priceCode,
          ...{ inHouse: is('inHouse'), twoPersons: is('twoPersons'), isOffered: is('isOffered') },
        }
        const tag = entry?.version === undefined ? {} : { ifMatch: `"v${entry.version}"` }
        await send.mutateAsync({ path, body, ...tag })
        onDone()
        say({ text: t('staff.laboratory.said.offered', { code: entered.code }) })
      }}
    >
      {entry ? <input type="hidden" name="code" value={entry.code} /> : code.input}
      {price.input}
      {flags.map(({ name, isOn }) => (
        <label key={name} className="option">
          <input type="checkbox" name={name} defaultChecked={isOn} />
          <span>{t(`staff.laboratory.tests.flags.${name}`)}</span>
        </label>
      ))}
      <Button>{t('staff.laboratory.tests.save')}</Button>
    </Form>
  )
}

function PolicyForm({ policy }: { policy: Policy }) {
  const { t } = useText()
  const send = useSend('PUT /v1/diagnostics/laboratories/{facilityId}')
  const language = choice(policyLimits, 'language', {
    label: t('staff.laboratory.policy.language'),
    options: policyLimits.language.enum.map((value) => ({
      value,
      text: t(`staff.laboratory.report.languages.${value}`),
    })),
    value: policy.language,
    wrong: 'staff.laboratory.policy.wrong',
  })
  return (
    <section className="lab-part">
      <h2>{t('staff.laboratory.policy.title')}</h2>
      <Form
        fields={[language]}
        onSubmit={async (entered, values) => {
          const body = { ...entered, paysFirst: values('paysFirst') === 'on' }
          await send.mutateAsync({ path: { facilityId: policy.facilityId }, body })
          say({ text: t('staff.laboratory.said.policy') })
        }}
      >
        <label className="option">
          <input type="checkbox" name="paysFirst" defaultChecked={policy.paysFirst} />
          <span>{t('staff.laboratory.policy.paysFirst')}</span>
        </label>
        {language.input}
        <Button kind="quiet">{t('staff.laboratory.policy.save')}</Button>
      </Form>
    </section>
  )
}
