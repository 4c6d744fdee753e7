import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useNavigate } from 'react-router'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { FileButton } from './file-button.tsx'
import { starterNames } from './starters.ts'
import { CeremonyState } from './state-text.tsx'

/** Scripts to begin with, and every rehearsal and ceremony with its state. */
export function CeremoniesPage(): ReactElement {
  const { t } = useTranslation('ceremonies')
  const navigate = useNavigate()
  const read = useRead('ceremony.list', {})
  const mayEdit = useMay('ceremony.edit')
  const mayRun = useMay('ceremony.run')
  const [error, setError] = useState<unknown>(null)
  const rows = read.data?.ceremonies ?? []
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
      {mayEdit && (
        <Section
          title={t('list.scripts')}
          lead={t('list.scriptsLead')}
          aside={
            <FileButton
              label={t('list.import')}
              accept=".yaml,.yml"
              onError={setError}
              onFile={({ bytes }) => {
                void navigate('/ceremonies/new', { state: { script: new TextDecoder().decode(bytes) } })
              }}
            />
          }
        >
          <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))' }}>
            {starterNames.map((name) => (
              <Button
                key={name}
                component={RouterLink}
                to={`/ceremonies/new?starter=${name}`}
                variant="outlined"
                startIcon={<Add />}
                sx={{ justifyContent: 'flex-start', textAlign: 'left', borderColor: 'divider', color: 'text.primary' }}
              >
                {t(`starter.${name}`, { defaultValue: name })}
              </Button>
            ))}
          </Box>
          <ErrorView error={error} />
        </Section>
      )}
      <Section title={t('list.runs')} flush>
        {rows.length === 0 ? (
          <EmptyState title={t('list.none')} text={t('list.noneText')} />
        ) : (
          <QuietTable
            label={t('list.runs')}
            head={[t('list.name'), t('list.state'), t('list.opened'), t('list.by'), '']}
            rows={rows.map((row) => ({
              key: row.id,
              cells: [
                <Link key="title" component={RouterLink} to={`/ceremonies/${row.id}`}>
                  {t('list.numbered', { id: row.id, title: row.title })}
                </Link>,
                <CeremonyState key="state" row={row} />,
                <TimeText key="opened" at={row.openedAt} short />,
                row.openedBy,
                row.state === 'open' && mayRun ? (
                  <Button
                    key="go"
                    size="small"
                    component={RouterLink}
                    to={`/ceremonies/${row.id}/stage`}
                    state={{ full: true }}
                  >
                    {t('list.goOn')}
                  </Button>
                ) : (
                  ''
                )
              ]
            }))}
          />
        )}
        {rows.length > 0 && (
          <Typography variant="caption" color="textSecondary" component="p" sx={{ px: 4, py: 2 }}>
            {t('list.kept')}
          </Typography>
        )}
      </Section>
    </Page>
  )
}
