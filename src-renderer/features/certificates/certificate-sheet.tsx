import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { useRead } from '../../live.ts'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { Sheet } from '../../ui/layout/sheet.tsx'
import { WaitingSheet } from '../../ui/layout/waiting-sheet.tsx'
import { certificateName } from './certificate-columns.tsx'
import { CertificateMarks, CertificateValidity } from './certificate-head.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { useCertificateActions } from './use-certificate-actions.tsx'

/** The open row of the list. */
export function CertificateSheet(props: { readonly id: number; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('certificates')
  const read = useRead('certificate.show', { id: props.id })
  if (read.data === undefined)
    return (
      <WaitingSheet
        title={t('overview.number', { id: props.id })}
        error={read.error}
        retry={() => void read.refetch()}
        onClose={props.onClose}
      />
    )
  return <LoadedSheet certificate={read.data.certificate} onClose={props.onClose} />
}

function LoadedSheet(props: { readonly certificate: CertificateView; readonly onClose: () => void }): ReactElement {
  const { certificate, onClose } = props
  const navigate = useNavigate()
  const { main, rest, dialogs } = useCertificateActions(certificate)
  return (
    <Sheet
      title={certificateName(certificate)}
      aside={<CertificateMarks certificate={certificate} />}
      onExpand={() => void navigate(`/certificates/${certificate.id}`)}
      onClose={onClose}
      footer={
        <>
          {main.map((action) => (
            <ActionButton key={action.id} action={action} size="small" />
          ))}
          <ActionMenu actions={rest} small />
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 5 }}>
        <CertificateValidity certificate={certificate} />
        <OverviewTab certificate={certificate} narrow />
      </Box>
      {dialogs}
    </Sheet>
  )
}
