import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { ValidityBar } from '../../ui/display/validity-bar.tsx'

/** State and flags of a certificate. */
export function CertificateMarks(props: { readonly certificate: CertificateView }): ReactElement {
  const { t } = useTranslation('certificates')
  const { state, superseded, archived, keyHeld } = props.certificate
  return (
    <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
      <StateChip kind="certificate" state={state} />
      {superseded && <Chip size="small" variant="outlined" label={t('superseded')} />}
      {archived && <Chip size="small" variant="outlined" label={t('archived')} />}
      {keyHeld && <Chip size="small" variant="outlined" label={t('keyHeld')} />}
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
