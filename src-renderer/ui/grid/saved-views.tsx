import Bookmark from '@mui/icons-material/BookmarkBorder'
import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import Popover from '@mui/material/Popover'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { call } from '../../client.ts'
import { useCommand, useRead } from '../../live.ts'
import { useSession } from '../../state/session.tsx'
import { useUndo } from '../action/use-undo.ts'
import { ErrorView } from '../display/error-view.tsx'

/** Views of a list: filters and columns by name, kept in the engine, one's own or shared with a role. */
export function SavedViews(props: {
  readonly list: string
  readonly keys: readonly string[]
  /** Columns that are shown now; left out where the list keeps none. */
  readonly shown?: readonly string[] | null
  readonly onShown?: (shown: readonly string[] | null) => void
}): ReactElement {
  const { t } = useTranslation('ui')
  const { operator } = useSession()
  const client = useQueryClient()
  const [params, setParams] = useSearchParams()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [name, setName] = useState('')
  const [role, setRole] = useState('')
  const keep = useCommand('view.save')
  const remove = useCommand('view.remove')
  const undo = useUndo()
  const read = useRead('view.list', { list: props.list }, { enabled: anchor !== null })
  const views = read.data?.views ?? []
  const query = new URLSearchParams([...params].filter(([field]) => props.keys.includes(field))).toString()
  const shown = props.shown ?? null
  const changed = (): void => {
    setName('')
    void client.invalidateQueries({ queryKey: ['view.list'] })
  }
  return (
    <>
      <Button
        size="small"
        color="inherit"
        startIcon={<Bookmark />}
        aria-haspopup="dialog"
        onClick={(event) => {
          setAnchor(event.currentTarget)
        }}
      >
        {t('views.title')}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => {
          setAnchor(null)
        }}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: { role: 'dialog', 'aria-label': t('views.title'), sx: { width: 320, p: 3, display: 'grid', gap: 2 } }
        }}
      >
        {views.length === 0 && read.data !== undefined && (
          <Typography color="textSecondary">{t('views.none')}</Typography>
        )}
        {views.map((view) => (
          <Box key={view.id} sx={{ display: 'flex', alignItems: 'center' }}>
            <Button
              color="inherit"
              sx={{ flex: 1, justifyContent: 'flex-start' }}
              onClick={() => {
                setAnchor(null)
                setParams(new URLSearchParams(view.query))
                props.onShown?.(view.shown)
              }}
            >
              <Box component="span" sx={{ textAlign: 'left' }}>
                {view.name}
                {(view.role !== null || !view.own) && (
                  <Typography component="span" variant="caption" color="textSecondary" sx={{ display: 'block' }}>
                    {view.own ? t('views.sharedWith', { role: view.role }) : t('views.of', { owner: view.owner })}
                  </Typography>
                )}
              </Box>
            </Button>
            {view.own && (
              <IconButton
                size="small"
                aria-label={t('views.remove', { name: view.name })}
                onClick={() => {
                  remove.mutate(
                    { id: view.id },
                    {
                      onSuccess: () => {
                        changed()
                        const { name: old, query: filters, role: sharedWith, shown: columns } = view
                        const back = { list: props.list, name: old, query: filters, role: sharedWith }
                        undo(t('views.removed', { name: old }), async () => {
                          await call('view.save', { ...back, shown: columns === null ? null : [...columns] })
                          changed()
                        })
                      }
                    }
                  )
                }}
              >
                <Delete fontSize="small" />
              </IconButton>
            )}
          </Box>
        ))}
        {(query !== '' || shown !== null) && (
          <Box
            component="form"
            onSubmit={(event) => {
              event.preventDefault()
              const wanted = name.trim()
              if (wanted === '') return
              const view = { list: props.list, name: wanted, query, role: role === '' ? null : role }
              keep.mutate({ ...view, shown: shown === null ? null : [...shown] }, { onSuccess: changed })
            }}
            sx={{ display: 'grid', gap: 2 }}
          >
            <TextField
              label={t('views.name')}
              value={name}
              onChange={(event) => {
                setName(event.target.value)
              }}
              fullWidth
            />
            <TextField
              select
              label={t('views.share')}
              value={role}
              onChange={(event) => {
                setRole(event.target.value)
              }}
              slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
            >
              <MenuItem value="">{t('views.onlyMe')}</MenuItem>
              {operator.roles.map((one) => (
                <MenuItem key={one} value={one}>
                  {one}
                </MenuItem>
              ))}
            </TextField>
            <Button type="submit" variant="contained" disabled={name.trim() === ''} loading={keep.isPending}>
              {t('save')}
            </Button>
          </Box>
        )}
        <ErrorView error={keep.error ?? remove.error ?? read.error} />
      </Popover>
    </>
  )
}
