// Shows whose token the browser keeps.
const TOKEN = 'pd2-token'

function userOf(token) {
  try {
    const payload = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(payload), (char) => char.codePointAt(0))
    const claims = JSON.parse(new TextDecoder().decode(bytes))
    return claims.exp * 1000 > Date.now() ? claims.username : null
  } catch {
    // A token that cannot be read is no login.
    return null
  }
}

function show() {
  const token = localStorage.getItem(TOKEN)
  const user = token && userOf(token)
  document.getElementById('user').textContent = user ?? ''
  document.getElementById('in').hidden = !user
  document.getElementById('out').hidden = Boolean(user)
}

document.getElementById('logout').addEventListener('click', () => {
  localStorage.removeItem(TOKEN)
  show()
})
show()
