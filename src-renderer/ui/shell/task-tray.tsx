import Tasks from '@mui/icons-material/PendingActionsOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '../../../src-shared/api/desk.ts'
import { useCommand, useRead } from '../../live.ts'
import { TimeText } from '../display/time-text.tsx'
import { TopBarPanel } from './top-bar-panel.tsx'

/** Long work: progress, rest, cancel. It goes on when the window closes. */
export function TaskTray(): ReactElement {
  const { t } = useTranslation('ui')
  const read = useRead('task.list', {})
  const tasks = read.data?.tasks ?? []
  const running = tasks.filter(({ state }) => state === 'running').length
  const label = running === 0 ? t('tasks.title') : t('tasks.running', { count: running })
  return (
    <TopBarPanel icon={Tasks} label={label} count={running} color="primary" title={t('tasks.title')} width={380}>
      {() => (
        <>
          {tasks.length === 0 && <Typography color="textSecondary">{t('tasks.none')}</Typography>}
          <Box sx={{ display: 'grid', gap: 4 }}>
            {tasks.map((task) => (
              <TaskLine key={task.id} task={task} />
            ))}
          </Box>
        </>
      )}
    </TopBarPanel>
  )
}

function TaskLine(props: { readonly task: Task }): ReactElement {
  const { t } = useTranslation('ui')
  const cancel = useCommand('task.cancel')
  const { id, title, state, done, total, message, startedAt, endedAt } = props.task
  const rest = total === null || done === 0 ? null : ((Date.now() - startedAt) / done) * (total - done)
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Typography sx={{ flex: 1, fontWeight: 600 }}>{title}</Typography>
        {state === 'running' ? (
          <Button
            size="small"
            color="inherit"
            onClick={() => {
              cancel.mutate({ id })
            }}
          >
            {t('cancel')}
          </Button>
        ) : (
          <Typography variant="caption" color={state === 'failed' ? 'error' : 'textSecondary'}>
            {t(`tasks.state.${state}`)}
          </Typography>
        )}
      </Box>
      {state === 'running' && (
        <LinearProgress
          aria-label={title}
          {...(total === null ? {} : { variant: 'determinate', value: (100 * done) / Math.max(1, total) })}
        />
      )}
      <Typography variant="caption" color="textSecondary">
        {total === null ? done : t('tasks.progress', { done, total })}
        {state === 'running' && rest !== null && ` · ${t('tasks.rest', { seconds: Math.ceil(rest / 1000) })}`}
        {message !== '' && ` · ${message}`} {endedAt !== null && <TimeText at={endedAt} short />}
      </Typography>
    </Box>
  )
}
