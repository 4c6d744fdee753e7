import CheckBox from '@mui/icons-material/CheckBox'
import CheckBoxBlank from '@mui/icons-material/CheckBoxOutlineBlank'
import ListSubheader from '@mui/material/ListSubheader'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import type { ReactElement } from 'react'
import type { Filter } from './filter-bar.tsx'
import type { FilterValues } from './filter-state.ts'

/** All filters with their values; several may be chosen without closing. */
export function FilterMenu(props: {
  readonly anchor: HTMLElement | null
  readonly filters: readonly Filter[]
  readonly values: FilterValues
  readonly onChange: (key: string, values: readonly string[]) => void
  readonly onClose: () => void
}): ReactElement {
  const toggle = (filter: Filter, value: string): void => {
    const now = props.values[filter.key] ?? []
    const without = now.filter((other) => other !== value)
    if (without.length < now.length) props.onChange(filter.key, without)
    else props.onChange(filter.key, filter.single === true ? [value] : [...now, value])
  }
  return (
    <Menu
      open={props.anchor !== null}
      anchorEl={props.anchor}
      onClose={props.onClose}
      slotProps={{ paper: { sx: { maxHeight: 480 } } }}
    >
      {props.filters
        .filter(({ options }) => options.length > 0)
        .flatMap((filter) => [
          <ListSubheader
            key={filter.key}
            role="presentation"
            sx={{ lineHeight: '32px', bgcolor: 'transparent', position: 'static' }}
          >
            {filter.label}
          </ListSubheader>,
          ...filter.options.map((option) => {
            const checked = props.values[filter.key]?.includes(option.value) === true
            return (
              <MenuItem
                key={`${filter.key} ${option.value}`}
                dense
                role="menuitemcheckbox"
                aria-checked={checked}
                onClick={() => {
                  toggle(filter, option.value)
                }}
              >
                {checked ? (
                  <CheckBox fontSize="small" color="primary" sx={{ mr: 2 }} aria-hidden />
                ) : (
                  <CheckBoxBlank fontSize="small" color="action" sx={{ mr: 2 }} aria-hidden />
                )}
                {option.label}
              </MenuItem>
            )
          })
        ])}
    </Menu>
  )
}
