import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { useMay } from '../../state/session.tsx'
import { DragHandle } from '../../ui/files/drag-out.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { ValidityBar } from '../../ui/display/validity-bar.tsx'
import { certificateName } from './certificate-columns.tsx'
import { useDragCertificate } from './use-drag-certificate.ts'

/** State and flags of a certificate. */
export function CertificateMarks(props: { readonly certificate: CertificateView }): ReactElement {
  const { t } = useTranslation('certificates')
  const { id, state, superseded, archived, keyHeld, pem } = props.certificate
  const drag = useDragCertificate()
  const mayExport = useMay('certificate.export')
  return (
    <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
      <StateChip kind="certificate" state={state} />
      {superseded && <Chip size="small" variant="outlined" label={t('superseded')} />}
      {archived && <Chip size="small" variant="outlined" label={t('archived')} />}
      {keyHeld && <Chip size="small" variant="outlined" label={t('keyHeld')} />}
      {mayExport && (
        <DragHandle
          onDragStart={(event) => {
            drag(event, id, { name: certificateName(props.certificate), pem })
          }}
        />
      )}
    </Box>
  )
}

/** The validity from issue to expiry. */
export function CertificateValidity(props: { readonly certificate: CertificateView }): ReactElement {
  const { notBefore, notAfter, revokedAt, state } = props.certificate
  return (
    <ValidityBar
      notBefore={notBefore}
      notAfter={notAfter}
      endedAt={state === 'revoked' ? revokedAt : null}
      expiring={state === 'expiring'}
    />
  )
}
