import UnfoldMore from '@mui/icons-material/UnfoldMore'
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
        sx={{ maxWidth: 260, whiteSpace: 'nowrap', fontWeight: 500 }}
      >
        {chosen?.name ?? t('scope.all')}
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
