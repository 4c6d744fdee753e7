import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { BulkList, BulkProgress } from './bulk-parts.tsx'
import type { BulkVerb } from './use-bulk-actions.ts'
import { useBulkScope, type BulkScope } from './use-bulk-scope.ts'

export type { BulkScope } from './use-bulk-scope.ts'

const tagsIn = (text: string): string[] =>
  text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')

/** Suspends, reinstates, renews or annotates many certificates: which, with what effect, how far, what came of it. */
export function BulkDialog(props: {
  readonly verb: Exclude<BulkVerb, 'revoke'>
  readonly scope: BulkScope
  readonly onClose: (done: boolean) => void
}): ReactElement {
  const { t } = useTranslation('certificates')
  const { verb, onClose } = props
  const toast = useToast()
  const [taskId] = useState(() => crypto.randomUUID())
  const [text, setText] = useState({ comment: '', owner: '', addTags: '', removeTags: '', note: '' })
  const commands = {
    suspend: useCommand('certificate.suspend-many'),
    reinstate: useCommand('certificate.reinstate-many'),
    renew: useCommand('certificate.renew-many'),
    annotate: useCommand('certificate.annotate-many')
  }
  const command = commands[verb]
  const scope = useBulkScope(props.scope, () => true)
  const ids = [...(scope.ids ?? [])]
  const empty =
    verb === 'annotate' && [text.owner, text.addTags, text.removeTags, text.note].every((one) => one.trim() === '')
  const settled = {
    onSuccess: (answer: { readonly done: number; readonly failed: readonly unknown[] }) => {
      toast({
        tone: answer.failed.length === 0 ? 'success' : 'warning',
        text: t('list.bulk.done', { count: answer.done })
      })
      if (answer.failed.length === 0) onClose(true)
    }
  }
  const start = (): void => {
    if (verb === 'annotate')
      commands.annotate.mutate(
        {
          ids,
          taskId,
          addTags: tagsIn(text.addTags),
          removeTags: tagsIn(text.removeTags),
          ...(text.owner.trim() === '' ? {} : { owner: text.owner }),
          ...(text.note.trim() === '' ? {} : { note: text.note })
        },
        settled
      )
    else if (verb === 'renew') commands.renew.mutate({ ids, taskId, note: text.comment }, settled)
    else commands[verb].mutate({ ids, taskId, comment: text.comment }, settled)
  }
  const fields = verb === 'annotate' ? (['owner', 'addTags', 'removeTags', 'note'] as const) : (['comment'] as const)
  const title = t(`list.bulk.title.${verb}`, { count: ids.length })
  return (
    <Dialog
      open
      onClose={
        command.isPending
          ? undefined
          : () => {
              onClose(command.isSuccess)
            }
      }
      fullWidth
      maxWidth="sm"
      aria-labelledby="bulk-title"
    >
      <DialogTitle id="bulk-title">{title}</DialogTitle>
      <Box
        component="form"
        onSubmit={(event) => {
          event.preventDefault()
          start()
        }}
        sx={{ px: 6, pb: 5, display: 'grid', gap: 4 }}
      >
        <Typography>{t(`list.bulk.consequence.${verb}`)}</Typography>
        <BulkList scope={scope} failed={command.data?.failed ?? []} done={command.isSuccess} />
        {!command.isSuccess &&
          fields.map((field) => (
            <TextField
              key={field}
              label={field === 'comment' ? t('comment') : t(`list.bulk.${field}`)}
              value={text[field]}
              disabled={command.isPending}
              {...(field === 'note' || field === 'comment' ? { multiline: true, minRows: 2 } : {})}
              onChange={({ target }) => {
                setText((before) => ({ ...before, [field]: target.value }))
              }}
            />
          ))}
        {command.isPending && <BulkProgress taskId={taskId} />}
        <ErrorView error={scope.error ?? command.error} />
        <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end' }}>
          <Button
            color="inherit"
            disabled={command.isPending}
            onClick={() => {
              onClose(command.isSuccess)
            }}
          >
            {t(command.isSuccess ? 'ui:close' : 'ui:cancel')}
          </Button>
          {!command.isSuccess && (
            <Button type="submit" variant="contained" loading={command.isPending} disabled={ids.length === 0 || empty}>
              {title}
            </Button>
          )}
        </Box>
      </Box>
    </Dialog>
  )
}
