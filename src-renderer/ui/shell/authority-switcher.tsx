import UnfoldMore from '@mui/icons-material/UnfoldMore'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ListItemText from '@mui/material/ListItemText'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useView } from '../../state/view-state.tsx'

/** Which authority the lists are limited to. */
export function AuthoritySwitcher(): ReactElement {
  const { t } = useTranslation('ui')
  const scope = useView((view) => view.authorityScope)
  const set = useView((view) => view.set)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const read = useRead('authority.list', {})
  const authorities = read.data?.authorities ?? []
  const chosen = authorities.find(({ id }) => id === scope)
  const choose = (id: number | null): void => {
    setAnchor(null)
    set({ authorityScope: id })
  }
  return (
    <>
      <Button
        color="inherit"
        endIcon={<UnfoldMore fontSize="small" />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={t('scope.label', { name: chosen?.name ?? t('scope.all') })}
        onClick={(event) => {
          setAnchor(event.currentTarget)
        }}
        // In a narrow bar its words are cut, not laid over what stands beside it.
        sx={{ flex: '0 1 auto', minWidth: 112, maxWidth: 260, fontWeight: 500 }}
      >
        <Box component="span" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {chosen?.name ?? t('scope.all')}
        </Box>
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => {
          setAnchor(null)
        }}
      >
        <MenuItem
          selected={chosen === undefined}
          onClick={() => {
            choose(null)
          }}
        >
          {t('scope.all')}
        </MenuItem>
        {authorities.map(({ id, name, subject }) => (
          <MenuItem
            key={id}
            selected={id === scope}
            onClick={() => {
              choose(id)
            }}
          >
            <ListItemText primary={name} secondary={subject} />
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
