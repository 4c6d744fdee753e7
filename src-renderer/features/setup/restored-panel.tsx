import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { RestoredAbout } from '../../../src-shared/model/recovery.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'

/** What came back, and what has to be done before it goes on line. */
export function RestoredPanel(props: { readonly restored: RestoredAbout; readonly onGo: () => void }): ReactElement {
  const { t } = useTranslation('setup')
  const locale = useLocale()
  const { backup, authorities, auditRows, pausedTargets, tokens } = props.restored
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Typography variant="h2">{t('restored.title')}</Typography>
      <DefinitionList
        items={[
          { term: t('restore.installation'), value: backup.installation },
          { term: t('restore.madeAt'), value: <TimeText at={backup.createdAt} /> },
          {
            term: t('restored.audit'),
            value: t('restored.auditRows', { count: auditRows, rows: auditRows.toLocaleString(locale) })
          }
        ]}
      />
      {authorities.length > 0 && (
        <QuietTable
          label={t('restored.authorities')}
          head={[t('restored.authority'), t('restored.lastCrl'), t('restored.nextCrl')]}
          rows={authorities.map(({ name, lastCrlNumber, nextAbove }) => ({
            key: name,
            cells: [name, lastCrlNumber, t('restored.above', { number: nextAbove })]
          }))}
        />
      )}
      {tokens.length > 0 && (
        <Alert severity="warning" variant="outlined">
          <Typography>{t('restored.tokens')}</Typography>
          <Box component="ul" sx={{ m: 0, mt: 1, pl: 4 }}>
            {tokens.map(({ address, label, keys }) => (
              <li key={address}>
                {label === '' ? address : label}: {keys.join(', ')}
              </li>
            ))}
          </Box>
        </Alert>
      )}
      <Box>
        <Typography sx={{ fontWeight: 600 }}>{t('restored.before')}</Typography>
        <Box component="ol" sx={{ m: 0, mt: 1, pl: 5, '& li': { mb: 1 } }}>
          {(['verify', 'lost', 'crl'] as const).map((step) => (
            <li key={step}>{t(`restored.steps.${step}`)}</li>
          ))}
          {pausedTargets.length > 0 && <li>{t('restored.paused', { names: pausedTargets.join(', ') })}</li>}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Button variant="contained" onClick={props.onGo} autoFocus>
          {t('restored.go')}
        </Button>
      </Box>
    </Box>
  )
}
