// One facility: what is known of it, changing it, closing it and opening it again.
import { Text } from '@mantine/core'
import { useState } from 'react'
import { useParams } from 'wouter'
import { href, oneOf, useFilters } from '../../address.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { StaffPage } from '../StaffPage.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { type Facility, FacilityForm } from './FacilityForm.tsx'

export default function FacilityPage() {
  const { t } = useText()
  const { facilityId = '' } = useParams<{ facilityId: string }>()
  const { data, error, refetch } = useAnswer('GET /v1/facilities/{facilityId}', { path: { facilityId } })
  return (
    <StaffPage title={data?.name ?? t('staff.facilities.one')} back="/staff/facilities">
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Change key={data.version} facility={data} />}
    </StaffPage>
  )
}

function Change({ facility }: { facility: Facility }) {
  const { t } = useText()
  const { facilityId, isActive, district, state } = facility
  const { filters, change } = useFilters({ saved: oneOf('yes') })
  const changes = ['GET /v1/facilities', 'GET /v1/facilities/{facilityId}'] as const
  const send = useSend('PATCH /v1/facilities/{facilityId}', { changes })
  const [isAsking, setAsking] = useState(false)
  const save = async (body: Parameters<typeof send.mutateAsync>[0]['body']): Promise<void> => {
    await send.mutateAsync({ path: { facilityId }, body })
    setAsking(false)
    change({ saved: 'yes' })
  }
  return (
    <div className="page">
      {filters.saved && <Notice kind="good" title={t('staff.facilities.saved')} takesFocus />}
      {!isActive && <Notice kind="warning" title={t('staff.facilities.closed')} />}
      <Text c="dimmed">{`${district}, ${state} · ${facilityId}`}</Text>
      <div className="list-actions">
        <ButtonLink kind="quiet" href={href('/staff/people', { facility: facilityId })}>
          {t('staff.facilities.showStaff')}
        </ButtonLink>
      </div>
      <FacilityForm facility={facility} onSubmit={save} />
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t(isActive ? 'staff.facilities.close' : 'staff.facilities.reopen')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t(isActive ? 'staff.facilities.close' : 'staff.facilities.reopen')}
      >
        <p>{t(isActive ? 'staff.facilities.closeText' : 'staff.facilities.reopenText')}</p>
        <Form onSubmit={() => save({ isActive: !isActive })}>
          <Button>{t(isActive ? 'staff.facilities.closeNow' : 'staff.facilities.reopenNow')}</Button>
        </Form>
      </Dialog>
    </div>
  )
}
