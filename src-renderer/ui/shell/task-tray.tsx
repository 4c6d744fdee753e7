import Tasks from '@mui/icons-material/PendingActionsOutlined'
import Badge from '@mui/material/Badge'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import LinearProgress from '@mui/material/LinearProgress'
import Popover from '@mui/material/Popover'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '../../../src-shared/api/desk.ts'
import { useCommand, useRead } from '../../live.ts'
import { TimeText } from '../display/time-text.tsx'

/** Long work: progress, rest, cancel. It goes on when the window closes. */
export function TaskTray(): ReactElement {
  const { t } = useTranslation('ui')
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const read = useRead('task.list', {})
  const tasks = read.data?.tasks ?? []
  const running = tasks.filter(({ state }) => state === 'running').length
  const label = running === 0 ? t('tasks.title') : t('tasks.running', { count: running })
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          aria-label={label}
          aria-haspopup="dialog"
          onClick={(event) => {
            setAnchor(event.currentTarget)
          }}
        >
          <Badge badgeContent={running === 0 ? null : running} color="primary">
            <Tasks fontSize="small" />
          </Badge>
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => {
          setAnchor(null)
        }}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: { role: 'dialog', 'aria-label': t('tasks.title'), sx: { width: 380, maxHeight: 480, p: 4 } }
        }}
      >
        <Typography variant="h4" component="h2" sx={{ mb: 2 }}>
          {t('tasks.title')}
        </Typography>
        {tasks.length === 0 && <Typography color="textSecondary">{t('tasks.none')}</Typography>}
        <Box sx={{ display: 'grid', gap: 4 }}>
          {tasks.map((task) => (
            <TaskLine key={task.id} task={task} />
          ))}
        </Box>
      </Popover>
    </>
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
