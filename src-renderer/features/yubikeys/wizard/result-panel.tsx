import AccountTree from '@mui/icons-material/AccountTreeOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useEffect, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { YubiKeyRecord } from '../../../../src-shared/model/yubikey-views.ts'
import { useCommand, useRead } from '../../../live.ts'
import { useMay } from '../../../state/session.tsx'
import { ErrorView } from '../../../ui/display/error-view.tsx'
import { Section } from '../../../ui/layout/section.tsx'
import { AttestationChip, AttestationView } from '../attestation-view.tsx'
import { authorityAddress } from '../slot-words.ts'
import type { Made } from './wizard-page.tsx'

/** What was made with its proof, and what to do next. */
export function ResultPanel(props: {
  readonly serial: number
  readonly made: Made
  readonly onAgain: () => void
}): ReactElement {
  const { t } = useTranslation('yubikeys')
  const { serial, made } = props
  const record = made.kind === 'key' ? made.record : made.output.record
  const imported = record.origin === 'imported'
  return (
    <Box sx={{ display: 'grid', gap: 4, maxWidth: 820 }}>
      {imported ? (
        <Alert severity="warning" variant="outlined">
          {t('warning')}
        </Alert>
      ) : (
        <Section title={t('attestation.title')} aside={<AttestationChip attestation={record.attestation} />}>
          <AttestationView attestation={record.attestation} />
        </Section>
      )}
      <Typography variant="h3" component="h2">
        {t('result.next')}
      </Typography>
      {made.kind === 'person' ? (
        <PersonNext made={made} />
      ) : imported ? (
        <Typography color="textSecondary">{t('result.copy')}</Typography>
      ) : (
        <AuthorityNext serial={serial} record={record} />
      )}
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        <Button variant="outlined" component={RouterLink} to={`/yubikeys/${serial}/${record.slot}`}>
          {t('result.showSlot')}
        </Button>
        <Button variant="outlined" onClick={props.onAgain}>
          {t('result.another')}
        </Button>
      </Box>
    </Box>
  )
}

function PersonNext({ made }: { readonly made: Extract<Made, { kind: 'person' }> }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const { written, requestId, certificateId } = made.output
  return (
    <>
      <Typography color="textSecondary">{t(written ? 'result.written' : 'result.waits')}</Typography>
      <Box>
        {certificateId === null ? (
          <Button variant="contained" component={RouterLink} to={`/requests/${requestId}`}>
            {t('result.showRequest')}
          </Button>
        ) : (
          <Button variant="contained" component={RouterLink} to={`/certificates/${certificateId}`}>
            {t('result.showCertificate')}
          </Button>
        )}
      </Box>
    </>
  )
}

/** Signing goes through Yubico's module: it is brought into use first where it is not. */
function AuthorityNext(props: { readonly serial: number; readonly record: YubiKeyRecord }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const { serial, record } = props
  const mayCreate = useMay('authority.create')
  const modules = useRead('token.modules', {})
  const add = useCommand('token.modules-add')
  const { mutate: look } = useCommand('token.list')
  const yubico = modules.data?.found.find(({ path }) => /ykcs11/i.test(path))
  const used = modules.data?.modules.some(({ path, description }) => /ykcs11|yubico/i.test(`${path} ${description}`))
  useEffect(() => {
    // The module was asked for keys before this one was made.
    look({ fresh: true })
  }, [look])
  if (used === false)
    return (
      <Box sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
        <Typography color="textSecondary">
          {t('result.module')} {yubico === undefined && t('result.noModule')}
        </Typography>
        {yubico !== undefined && (
          <Button
            variant="contained"
            loading={add.isPending}
            onClick={() => {
              add.mutate({ module: yubico.path })
            }}
          >
            {t('result.useModule')}
          </Button>
        )}
        <ErrorView error={add.error} />
      </Box>
    )
  return (
    <>
      <Typography color="textSecondary">{t('result.authority')}</Typography>
      {mayCreate && (
        <Box>
          <Button
            variant="contained"
            startIcon={<AccountTree />}
            component={RouterLink}
            to={authorityAddress(serial, record.slot)}
          >
            {t('action.authority')}
          </Button>
        </Box>
      )}
    </>
  )
}
