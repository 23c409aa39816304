// Reception adds documents: the patients with a visit here, found by name, each with a button to add.
import { useState } from 'react'
import type { ListItem } from '../../api/client.ts'
import { useWhole } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Listing, rowsWith, wholeList } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { Adding, type Person } from './Adding.tsx'
import { JustAdded, useAdded } from './JustAdded.tsx'
import { NameFilter } from './NameFilter.tsx'

type Stay = ListItem<'GET /v1/documents/stays'>

const nameOf = ({ patient }: Stay): string => patient?.name ?? ''

export default function StaysPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const answer = useWhole('GET /v1/documents/stays', { facility: facilityId })
  const [words, setWords] = useState('')
  const [person, setPerson] = useState<Person>()
  const { documents, onStored, onGone } = useAdded()
  const people = answer.data && onePerPerson(answer.data)
  return (
    <StaffPage title={t('staff.files.stays.title')}>
      <p className="soft">{t('staff.files.stays.what')}</p>
      <Listing
        stacks
        caption={t('staff.files.stays.title')}
        list={wholeList(people && rowsWith(people, words, nameOf), answer)}
        filters={<NameFilter label={t('staff.files.stays.find')} words={words} onChange={setWords} />}
        onClear={words === '' ? undefined : () => setWords('')}
        none={{ icon: 'users', title: t('staff.files.stays.none'), text: t('staff.files.stays.noneWhy') }}
        keyOf={({ patientId }) => patientId}
        file="documents-stays"
        columns={[...COLUMNS, controlOf(setPerson)]}
      />
      <Adding person={person} onClose={() => setPerson(undefined)} onStored={onStored} onUndone={onGone} />
      <JustAdded documents={documents} onGone={onGone} />
    </StaffPage>
  )
}

/** The newest visit of each patient. */
function onePerPerson(stays: readonly Stay[]): Stay[] {
  const known = new Set<string>()
  return stays.filter(({ patientId }) => !known.has(patientId) && known.add(patientId))
}

const COLUMNS: readonly Column<Stay>[] = [
  { key: 'name', text: nameOf, header: 'staff.patient.name' },
  { key: 'born', text: ({ patient }) => patient?.birthYear, header: 'staff.files.column.born', draw: bornOf },
  {
    key: 'until',
    text: ({ until }) => until,
    header: 'staff.files.column.until',
    isDim: true,
    draw: ({ until }, { format }) => format.instant(until),
  },
]

/** A year is no amount: it has no commas. */
function bornOf({ patient }: Stay): string {
  return String(patient?.birthYear ?? '')
}

const controlOf = (onAdd: (person: Person) => void): Column<Stay> => ({
  header: 'staff.files.column.acts',
  isControl: true,
  draw: (stay, { t }) => (
    <div className="row-actions">
      <Button kind="tint" onClick={() => onAdd({ patientId: stay.patientId, name: nameOf(stay) })}>
        {t('staff.files.add')} <span className="visually-hidden">{nameOf(stay)}</span>
      </Button>
    </div>
  ),
})
