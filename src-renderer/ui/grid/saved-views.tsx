import Bookmark from '@mui/icons-material/BookmarkBorder'
import Delete from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Popover from '@mui/material/Popover'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useCommand } from '../../live.ts'
import { useSession } from '../../state/session.tsx'
import { ErrorView } from '../display/error-view.tsx'
import { readViews } from './saved-view-list.ts'

/** The operator's own views of a list: filters by name, kept with the account. */
export function SavedViews(props: { readonly list: string; readonly keys: readonly string[] }): ReactElement {
  const { t } = useTranslation('ui')
  const { operator } = useSession()
  const client = useQueryClient()
  const [params, setParams] = useSearchParams()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [name, setName] = useState('')
  const keep = useCommand('session.set-preference')
  const key = `views.${props.list}`
  const views = readViews(operator.preferences[key])
  const query = new URLSearchParams([...params].filter(([field]) => props.keys.includes(field))).toString()

  const store = (next: readonly { readonly name: string; readonly query: string }[]): void => {
    keep.mutate(
      { key, value: next.map((view) => ({ ...view })) },
      {
        onSuccess: () => {
          setName('')
          void client.invalidateQueries({ queryKey: ['system.status'] })
        }
      }
    )
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
        {views.length === 0 && <Typography color="textSecondary">{t('views.none')}</Typography>}
        {views.map((view) => (
          <Box key={view.name} sx={{ display: 'flex', alignItems: 'center' }}>
            <Button
              color="inherit"
              sx={{ flex: 1, justifyContent: 'flex-start' }}
              onClick={() => {
                setAnchor(null)
                setParams(new URLSearchParams(view.query))
              }}
            >
              {view.name}
            </Button>
            <IconButton
              size="small"
              aria-label={t('views.remove', { name: view.name })}
              onClick={() => {
                store(views.filter((other) => other.name !== view.name))
              }}
            >
              <Delete fontSize="small" />
            </IconButton>
          </Box>
        ))}
        {query !== '' && (
          <Box
            component="form"
            onSubmit={(event) => {
              event.preventDefault()
              const wanted = name.trim()
              if (wanted !== '') store([...views.filter((view) => view.name !== wanted), { name: wanted, query }])
            }}
            sx={{ display: 'flex', gap: 2 }}
          >
            <TextField
              label={t('views.name')}
              value={name}
              onChange={(event) => {
                setName(event.target.value)
              }}
              fullWidth
            />
            <Button type="submit" variant="contained" disabled={name.trim() === ''} loading={keep.isPending}>
              {t('save')}
            </Button>
          </Box>
        )}
        <ErrorView error={keep.error} />
      </Popover>
    </>
  )
}
