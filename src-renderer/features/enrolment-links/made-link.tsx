import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { MadeClaimLink } from '../../../src-shared/api/claims.ts'
import { useRead } from '../../live.ts'
import { QrCode } from '../../ui/device-services/qr-code.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { LinkState } from './link-state.tsx'

/** The new link as QR code and text, the passphrase apart from it, and how far the device is, live. */
export function MadeLink(props: {
  readonly made: MadeClaimLink & { readonly passphrase?: string }
  /** The file is encrypted weakly. */
  readonly legacy: boolean
  readonly onDone: () => void
}): ReactElement {
  const { t } = useTranslation('enrolment-links')
  const [kept, setKept] = useState(false)
  const { made } = props
  const link = useRead('claim.show', { id: made.link.id }).data?.link ?? made.link
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
      {made.url.startsWith('http:') && <Alert severity="warning">{t('made.plainHttp')}</Alert>}
      {props.legacy && <Alert severity="warning">{t('made.legacy')}</Alert>}
      {made.mailProblem !== null && (
        <Alert severity="warning">{t('made.notMailed', { problem: made.mailProblem })}</Alert>
      )}
      {link.waiting && <Alert severity="info">{t('made.waiting')}</Alert>}
      <Section title={t('made.link')}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 5 }} data-testid="link">
          <QrCode text={made.url} label={t('made.qr')} width={220} />
          <Box sx={{ flex: 1, minWidth: 280 }}>
            <DefinitionList
              termWidth={120}
              items={[
                { term: t('made.link'), value: <Mono value={made.url} grouped={false} copy /> },
                { term: t('made.until'), value: <TimeText at={link.expiresAt} /> },
                { term: t('made.mail'), value: made.mailed ? t('made.mailed', { mail: link.mail ?? '' }) : '' },
                { term: t('made.progress'), value: <LinkState link={link} /> }
              ]}
            />
          </Box>
        </Box>
      </Section>
      {made.passphrase !== undefined && (
        <Section title={t('made.passphrase')}>
          <Typography sx={{ mb: 3 }}>{t('made.passphraseLead')}</Typography>
          <Box data-testid="secret">
            <Mono value={made.passphrase} grouped={false} copy />
          </Box>
        </Section>
      )}
      <FormControlLabel
        control={
          <Checkbox
            checked={kept}
            onChange={(_, checked) => {
              setKept(checked)
            }}
          />
        }
        label={t('made.kept')}
      />
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Button variant="contained" disabled={!kept} onClick={props.onDone}>
          {t('made.done')}
        </Button>
      </Box>
    </Box>
  )
}
