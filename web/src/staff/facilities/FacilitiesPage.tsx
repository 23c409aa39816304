// Facilities: found by place, kind and words. The page saves the list as a file, and leads to adding and importing.
import { useState } from 'react'
import { Link } from 'wouter'
import { href, oneOf, reader, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { getFacilities } from '../../api/limits/get-facilities.ts'
import { useList } from '../../api/lists.ts'
import { toPin } from '../../entered.ts'
import { useText } from '../../i18n/language.ts'
import { stateName } from '../../i18n/state-names.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Choice, Filters, PlaceChoice, SearchField } from '../lists/Filters.tsx'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

const of = getFacilities
const KINDS = of.kind.enum
const readers = {
  q: reader(of.q),
  pin: reader(of.pin),
  kind: reader(of.kind),
  state: reader(of.state),
  district: reader(of.district),
  show: oneOf('closed'),
}

export default function FacilitiesPage() {
  const { t } = useText()
  const { filters, change, clear } = useFilters(readers)
  const [pinFault, setPinFault] = useState<string>()
  const { show, ...where } = filters
  const place = { ...where, ...(filters.district !== undefined && { state: undefined }) }
  const query = { ...place, ...(show === 'closed' && { isActive: 'false' }) }
  const list = useList('GET /v1/facilities', { ...query, limit: 50 })
  return (
    <StaffPage
      title={t('staff.facilities.title')}
      actions={
        <div className="list-actions no-print">
          <ButtonLink kind="quiet" href="/staff/facilities/import">
            <Icon name="upload" />
            {t('staff.facilities.import')}
          </ButtonLink>
          <ButtonLink href="/staff/facilities/new">
            <Icon name="plus" />
            {t('staff.facilities.add')}
          </ButtonLink>
        </div>
      }
    >
      <Listing
        filters={
          <Filters
            onClear={clear}
            onSearch={(values) => {
              const pin = readers.pin(toPin(values('pin')))
              const isWrong = values('pin') !== '' && pin === undefined
              setPinFault(isWrong ? t('errors.pin') : undefined)
              if (!isWrong) change({ q: values('q') || undefined, pin })
            }}
          >
            <SearchField name="q" label={t('staff.facilities.q')} value={filters.q} limits={of.q} />
            <SearchField name="pin" label={t('staff.facilities.pin')} value={filters.pin} error={pinFault} />
            <PlaceChoice state={filters.state} district={filters.district} onChoose={change} />
            <Choice
              id="kind"
              label={t('staff.facilities.kind')}
              all={t('staff.facilities.allKinds')}
              value={filters.kind}
              options={KINDS.map((kind) => ({ value: kind, text: t(`staff.facilities.kinds.${kind}`) }))}
              onChoose={(kind) => change({ kind: KINDS.find((each) => each === kind) })}
            />
            <Choice
              id="show"
              label={t('staff.facilities.openOrClosed')}
              all={t('staff.facilities.areOpen')}
              value={show}
              options={[{ value: 'closed', text: t('staff.facilities.areClosed') }]}
              onChoose={(chosen) => change({ show: chosen === 'closed' ? chosen : undefined })}
            />
          </Filters>
        }
        onClear={clear}
        none={{ icon: 'building-hospital', title: t('staff.facilities.none') }}
        stacks
        caption={t('staff.facilities.caption')}
        list={list}
        keyOf={({ facilityId }) => facilityId}
        file="facilities"
        columns={COLUMNS}
      />
    </StaffPage>
  )
}

/** The import can read this file again. */
const COLUMNS: readonly Column<Answer<'GET /v1/facilities'>['items'][number]>[] = [
  { key: 'facilityId', text: ({ facilityId }) => facilityId },
  {
    key: 'name',
    text: ({ name }) => name,
    header: 'staff.facilities.name',
    draw: ({ facilityId, name }) => <Link href={`/staff/facilities/${facilityId}`}>{name}</Link>,
  },
  { key: 'address', text: ({ address }) => address, header: 'staff.facilities.address', isDim: true },
  { key: 'pin', text: ({ pin }) => pin, header: 'staff.facilities.pinShort', isDim: true },
  {
    key: 'district',
    text: ({ district }) => district,
    header: 'staff.officials.district',
    draw: ({ district, state, stateCode }, { language }) => (
      <span className="nowrap">
        {district} <abbr title={stateName(state, language)}>{stateCode}</abbr>
      </span>
    ),
  },
  { key: 'state', text: ({ state }) => state },
  {
    key: 'kinds',
    text: ({ kinds }) => kinds.join(' '),
    header: 'staff.facilities.kind',
    draw: ({ kinds }, { t }) => kinds.map((kind) => t(`staff.facilities.kinds.${kind}`)).join(', '),
  },
  { key: 'latitude', text: ({ latitude }) => latitude },
  { key: 'longitude', text: ({ longitude }) => longitude },
  {
    header: 'staff.facilities.staff',
    isControl: true,
    draw: ({ facilityId, name }, { t }) => (
      <Link href={href('/staff/people', { facility: facilityId })}>
        {t('staff.facilities.show')} <span className="visually-hidden">{name}</span>
      </Link>
    ),
  },
]
