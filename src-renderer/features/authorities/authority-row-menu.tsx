import type { ReactElement } from 'react'
import { useNavigate } from 'react-router'
import type { AuthorityRow, AuthorityView } from '../../../src-shared/api/authorities.ts'
import { useRead } from '../../live.ts'
import { RowMenu, type RowMenuProps } from '../../ui/action/row-menu.tsx'
import { useAuthorityActions } from './use-authority-actions.tsx'

/** The menu of a row of the table or the tree: what the sheet and the page of the authority offer. */
export function AuthorityRowMenu(props: RowMenuProps & { readonly row: AuthorityRow }): ReactElement {
  const { row, ...menu } = props
  const navigate = useNavigate()
  const read = useRead('authority.show', { authority: row.id })
  const about = { ...menu, name: row.name, onOpen: () => void navigate(`/authorities/${row.id}`) }
  return read.data === undefined ? (
    <RowMenu {...about} actions={undefined} error={read.error} />
  ) : (
    <LoadedMenu {...about} authority={read.data.authority} />
  )
}

function LoadedMenu(
  props: RowMenuProps & { readonly name: string; readonly onOpen: () => void; readonly authority: AuthorityView }
): ReactElement {
  const { authority, ...about } = props
  const { main, rest, dialogs } = useAuthorityActions(authority, false)
  return (
    <>
      <RowMenu {...about} actions={[...main, ...rest]} />
      {dialogs}
    </>
  )
}
