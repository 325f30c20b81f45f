"""Hosts where people have their e-mail: an address there looks like one of Mastodon and is none."""

from typing import Final

_WRITTEN: Final = """
126.com 163.com aol.com att.net bk.ru bluewin.ch bol.com.br btinternet.com comcast.net fastmail.com free.fr
freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hey.com hotmail.co.uk hotmail.com
hotmail.de hotmail.es hotmail.fr hotmail.it icloud.com inbox.ru interia.pl laposte.net libero.it list.ru live.com
live.co.uk live.de live.fr live.nl mac.com mail.com mail.ru me.com msn.com naver.com o2.pl onet.pl orange.fr
outlook.com outlook.de outlook.es outlook.fr pm.me posteo.de proton.me protonmail.ch protonmail.com qq.com
rediffmail.com seznam.cz sfr.fr t-online.de telenet.be terra.com.br tuta.com tutanota.com uol.com.br verizon.net
wanadoo.fr web.de wp.pl yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.br yahoo.de yahoo.es
yahoo.fr yahoo.it yandex.com yandex.ru ymail.com zoho.com
"""

MAIL_HOSTS: Final = frozenset(_WRITTEN.split())
