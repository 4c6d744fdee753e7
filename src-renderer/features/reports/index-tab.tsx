import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import CardActionArea from '@mui/material/CardActionArea'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useFileLanguage } from './file-language.ts'

/** Every report with the question that it answers. */
export function IndexTab(): ReactElement {
  const { t } = useTranslation('reports')
  const navigate = useNavigate()
  const mayRun = useMay('report.run')
  const read = useRead('report.list', { language: useFileLanguage() })
  if (read.data === undefined)
    return read.error === null ? (
      <Skeleton variant="rounded" height={320} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  return (
    <Box
      component="ul"
      sx={{
        display: 'grid',
        gap: 3,
        gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))',
        listStyle: 'none',
        m: 0,
        p: 0
      }}
    >
      {read.data.reports.map(({ report, title, answers, allowed, needs, lastMadeAt }) => {
        const missing = !mayRun ? 'report.run' : allowed ? undefined : needs.join(', ')
        return (
          <Card key={report} component="li" variant="outlined">
            <CardActionArea
              disabled={missing !== undefined}
              onClick={() => void navigate(`/reports/${report}`)}
              sx={{ p: 4, height: '100%', display: 'grid', gap: 1, alignContent: 'start', justifyItems: 'start' }}
            >
              <Typography variant="h3" component="h2">
                {title}
              </Typography>
              <Typography color="textSecondary">{answers}</Typography>
              <Typography variant="caption" color="textSecondary" component="div">
                {missing !== undefined ? (
                  t('needs', { permission: missing })
                ) : lastMadeAt === null ? (
                  t('never')
                ) : (
                  <>
                    {t('lastMade')} <TimeText at={lastMadeAt} />
                  </>
                )}
              </Typography>
            </CardActionArea>
          </Card>
        )
      })}
    </Box>
  )
}
