import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '../../live.ts'
import { BulkPreview } from '../../ui/grid/bulk-preview.tsx'
import { certificateName } from './certificate-columns.tsx'
import type { useBulkScope } from './use-bulk-scope.ts'

/** Which certificates an action takes, and afterwards what came of those that did not work. */
export function BulkList(props: {
  readonly scope: ReturnType<typeof useBulkScope>
  readonly failed: readonly { readonly id: number; readonly message: string }[]
  readonly done: boolean
}): ReactElement {
  const { t } = useTranslation('certificates')
  const { scope, failed, done } = props
  const named = scope.sample.map((row) => ({
    id: row.id,
    label: certificateName(row),
    detail: row.authorityName ?? row.issuer,
    failure: failed.find(({ id }) => id === row.id)?.message
  }))
  const unnamed = failed.filter(({ id }) => !scope.sample.some((row) => row.id === id))
  const rows = [
    ...named,
    ...unnamed.map(({ id, message }) => ({ id, label: t('overview.number', { id }), detail: '', failure: message }))
  ]
  const others = (scope.ids?.length ?? 0) - scope.sample.length
  return (
    <>
      {scope.holds !== null && <Typography color="textSecondary">{scope.holds}</Typography>}
      {scope.more && <Typography color="warning">{t('list.bulk.more')}</Typography>}
      <BulkPreview rows={rows} done={done} />
      {others > 0 && <Typography color="textSecondary">{t('list.bulk.others', { count: others })}</Typography>}
    </>
  )
}

/** How far an action is, and the way to stop it. */
export function BulkProgress(props: { readonly taskId: string }): ReactElement | null {
  const { t } = useTranslation('certificates')
  const cancel = useCommand('task.cancel')
  const task = useRead('task.list', {}).data?.tasks.find(({ id }) => id === props.taskId)
  if (task === undefined || task.state !== 'running') return null
  const total = task.total ?? 0
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 3 }}>
      <LinearProgress
        variant="determinate"
        aria-label={task.title}
        value={total === 0 ? 0 : (100 * task.done) / total}
        sx={{ flex: 1 }}
      />
      <Typography variant="caption">{t('list.bulk.progress', { done: task.done, total })}</Typography>
      <Button
        size="small"
        color="inherit"
        loading={cancel.isPending}
        onClick={() => {
          cancel.mutate({ id: props.taskId })
        }}
      >
        {t('list.bulk.stop')}
      </Button>
    </Box>
  )
}
