// A new document of a person of the family.
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import { AddFile } from '../../files/AddFile.tsx'
import type { Stored } from '../../files/upload.ts'
import { useText } from '../../i18n/language.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { useMembers } from '../patients/family.ts'

export default function AddPage() {
  const { t } = useText()
  const { patientId = '' } = useParams<{ patientId: string }>()
  const members = useMembers()
  const name = members.data?.find((member) => member.patientId === patientId)?.name
  const [stored, setStored] = useState<Stored>()
  return (
    <Page
      title={t('files.add.page')}
      back="/account/records/documents"
      isPersonal
      {...(name !== undefined && { caption: name })}
    >
      {stored && (
        <Notice
          key={stored.documentId}
          kind="good"
          takesFocus
          title={t('files.add.done', { title: stored.title ?? '' })}
        >
          <p>
            <Link href={`/account/records/documents/${stored.documentId}/share`}>{t('files.sharing.title')}</Link>
          </p>
        </Notice>
      )}
      <AddFile patientId={patientId} onStored={setStored} />
    </Page>
  )
}
