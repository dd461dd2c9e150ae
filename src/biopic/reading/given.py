"""Common given names, by whether men or women bear them; names that both bear are left out.

They only open the count of what sex a being has: pronouns and words such as Mrs. outvote them.
"""

from __future__ import annotations

from collections.abc import Iterator

from biopic.reading.words import word_set

MALE_NAMES = word_set(
    "callum calum ewan euan iain hamish angus lachlan rhodri huw emlyn ifor ivor dai gethin gwilym dafydd aled idris evan owain tomos cai geraint iestyn osian bryn mervyn alun padraig seamus eamon cormac diarmuid cathal donal finbar ronan conor oisin fintan brennan killian theophile jean-pierre jean-marie jean-jacques jean-michel jean-baptiste pierre-yves etienne edouard mathieu maxime baptiste remi alphonse auguste honore fabrice cyrille gregoire hippolyte isidore anselme aristide achille ludovic xavier arun ashok deepak dinesh gopal harish kiran manoj mukesh naveen nikhil pankaj prakash pradeep rakesh rohit sachin sandeep satish sharad shankar shyam subhash suresh tarun uday varun vijay vinod vivek yash dev darius dominick ezekiel elwood emmett enos ephraim hal harlan harris hiram hollis houston irvin irving jasper jedediah jethro judd lonnie lyle marvin merle merrill monty nate newt norbert orson orville osgood otto quentin ramsey randal roscoe royce sonny stuart thaddeus ulysses vaughn wade waldo ward waylon wendell whitney wilson wyatt zeke cleve ewart gwyn lloyd alasdair murdo fraser gordie rab callan struan fergus magnus mungo ruairi"
    " jens nils peder aksel lars bjorn knut sverre harald sigurd einar leif gunnar halvor haakon trygve olav ivar arne erling shawn rajesh ramesh raj arjun vikram anil sanjay rahul sunil amit ravi krishna mohan srinivasa hiroshi kenji takeshi akira yukio haruki kazuo omar ali hassan hussein ahmed ahmet mehmet mustafa yusuf khalid tariq rashid karim amir reza cyrus moshe shlomo avi yitzhak menachem isser levon aram vartan grigori fyodor ilya lev anatoli arkady boleslaw bogdan wojciech zbigniew krzysztof andrzej jerzy jaroslav miroslav vladislav stanislaw lubos ondrej milos zdenek bohumil dusan goran zoran slobodan nikos yannis kostas dimitri stavros spiros vasilis luca matteo alessandro stefano massimo fabio dario enzo gino aldo renato umberto jean-paul jean-luc jean-claude jean-dominique luc yann thierry gerard marcello ottavio esteban ignacio alvaro gonzalo hernan emiliano chico kwame kofi nelson desmond thabo tunde emeka chinua olu sipho jamal tyrone darnell lamar deshawn wilt clyde bailey rafe theo quincy kip ringo elton freddie ozzy linus tycho galileo copernicus fyodor aurel mircea radu gheorghe attila bela ferenc gyorgy istvan jeno mihaly sandor tibor zoltan wim joost maarten hendrik cornelis gerrit klaas geert sjoerd douwe"
    " aaron abel abraham adam adrian al alan albert aldous alec alejandro alexander alexei alfie alfred alistair allan allen alonso alvin ambrose amos anatole anatoly anders andre andreas andrei andrew andy angelo angus anthony"
    " antoine anton antonio archibald archie armand arnold arthur artie arturo arvid august augustus axel barack barnaby barney barry bart bartholomew basil ben benedict benicio benito benjamin benny bernard bertie bertrand bill billy"
    " bob bobby boris brad bradley brendan brian bruce bruno bryan buddy byron caleb calvin carl carlo carlos cary casper cecil cedric cesar charles chester christian christopher chuck clarence clark clement clifford clint"
    " clive clyde colin colm conrad constantine cornelius craig curtis cuthbert cyril cyrus dan daniel danny darren dave david dean declan dennis denzel derek derrick desmond dexter dick didier diego dieter dirk dmitri dominic don donald"
    " donny doug douglas duncan dustin dwight dylan earl ebenezer ed eddie edgar edmund eduardo edward edwin eli elias elijah elliot elliott elmer elvis emil emile emilio emmanuel enoch enrico eric erik ernest ernesto ernie erwin ethan"
    " eugene evan ezra felix ferdinand fergus fernando fidel finn fletcher floyd forrest francesco francisco franco frank franklin franz fred freddie freddy frederic frederick fritz gabriel gareth gary gaston gavin geoffrey george gerald"
    " gerard gerry gideon gilbert giles gilles giorgio giovanni giuseppe glen glenn gordon graham grant greg gregory guido guillaume gunther gus gustav guy hank hans harold harry harvey hector heinrich heinz helmut henri henrik henry"
    " herbert herman hermann homer horace horatio howard hubert hugh hugo humphrey ian ibrahim ignatius igor imre ingmar isaac isaiah isidore ivan ivor jack jacob jacques jaime jake jakob jakub james jan janos jason javier jed jeff"
    " jefferson jeffrey jeremiah jeremy jerome jerry jim jimmy joachim joaquin joe joel joey johan johann johannes john johnny jon jonah jonas jonathan jorge jose josef joseph josh joshua josiah juan jude jules julian julio julius jurgen"
    " karel karl keith ken kenneth kenny kevin klaus konrad konstantin kurt kyle laird lance lars laszlo laurence lawrence lazlo lemuel leo leon leonard leonardo leopold leroy lester levi lionel lloyd lorenzo louis lucas lucian"
    " luciano ludwig luigi luis lukas luke luther mahershala malcolm manfred manny manuel marc marcel marco marcus marek mario mark marshall martin marty marvin mathias matt matteo matthew matthias maurice max maximilian maxwell mel"
    " michael michel miguel mihail mike mikhail miles milo milton mohammed mordecai mort mortimer moses muhammad murray nathan nathaniel ned neil nelson neville niall nicholas nick nico niels nigel nikolai nikolas nils noah noel norman"
    " octavio odin olaf oleg oliver oscar oskar osvaldo oswald otis otto owen pablo paddy palle paolo pascal patrick paul pavel pedro percival percy perry pete peter petr phil philip philippe phineas pierre pieter pietro rafael rainer"
    " ralph ramon randall randolph randy raoul raphael raul ray raymond reginald reinhard reuben rex rhys ricardo richard rick ricky rob robert roberto rod roderick rodney rodrigo roger roland rolf roman romeo ron ronald ronnie rory"
    " ross roy rudolf rudolph rufus rupert russ russell ryan salvador salvatore sam samson samuel saul scott sean sebastian sergei sergio seth seymour sheldon sherman sidney siegfried sigmund silas silvester simeon simon solomon spencer"
    " stan stanislav stanley stefan stephen steve steven stewart stuart sven sylvester tadeusz ted teddy terence theo theodor theodore thomas thor tim timothy titus tobias toby todd tom tomas tommy tony travis trevor tristan truman tyler"
    " ulrich umberto uriah valentin valentine vaclav vernon victor viktor vince vincent vincenzo virgil vito vittorio vladimir walt walter wally warren wayne werner wesley wilbur wilfred wilhelm will willard willem william willie willy"
    " winston wolfgang woodrow xavier yuri yves zachary"
)
FEMALE_NAMES = word_set(
    "celine henriette emmanuelle genevieve josephine celeste hortense ines agathe anne-marie marie-josee marie-claire marie-louise marie-france eugenie ernestine leonie melanie noemie manon elodie coralie lucienne fabienne fernande raymonde simonne huguette ginette josiane mathilde marguerite heloise apolline capucine hermine herminia zdenka mair nesta gwenllian megan carys cerys rhiannon bronwen bronwyn angharad sian nia eluned myfanwy olwen eirlys morag isla mhairi eilidh catriona fionnuala aoife niamh siobhan sinead grainne roisin orla maire maeve una eithne oonagh saoirse ailsa elsbeth effie iona kirstin kirsty senga shona rhona priyanka deepa shanti sushila usha asha geeta gita kavita lata leela madhu mala nalini neha nisha pooja radha rani rekha rupa sarita saroj shobha sudha swati uma vidya parvati durga ganga rukmini tamsin rosalyn jacinta bernice ardith arlette beulah bobbie charlene cherie cheryl claudine darla darlene debbie dede dee dottie earlene eloise erma esmeralda euna eustacia fay floss gay geneva ginger ginny glenda glenys gretta gussie gwynne hilary imogene ione janie jeannie jodie jolene josie joyce juno kathie kay kitty laurel leila lenore leona letty lettie lilla lou-ann louella luella lula luz mabelle madge mamie mandy marcy margit marianna marietta marla maryann mary-ann maybelle melba merry mercy minna mitzi myrna nan nanette nell neva nita noelle nola odessa ona opaline ora paulette petunia philomena phillis pia pru queenie raelene rhea rochelle romola rosario rosetta roslyn sherry sissy sondra sunny-mae sybilla tess thalia theda theodosia thomasina treena trixie trudie twyla una ursuline velma verna vivian vivien willa winona zena zoe rhonda delia marcelle sherri shelley gwendoline lorelei"
    " thea solveig ragnhild ingeborg silje sigrid liv marit astri kari randi gro tove rosanne elaine isobel tonya margie aretha della hedda siri signe britta birgitta gunilla annika ulla agneta anneli kaisa aino priya anjali indira sunita lakshmi meera kamala padma savitri yoko keiko michiko akiko hanako sachiko fatima aisha leila layla zainab noor amina khadija yasmin miriam rivka golda shoshana devorah anoush olena oksana svetlana ludmilla tatyana irina galina valentina ekaterina yelena nadezhda katarzyna malgorzata agnieszka jadwiga wislawa bozena jana hana marketa bohdana vlasta jirina milena vesna dragana ljubica eleni ioanna despina giovanna francesca chiara federica silvana ornella graziella lucrezia simonetta yvonne mireille monique veronique sylvie nathalie francoise genevieve sandrine amelie aurelie odette margaux dolores consuelo guadalupe pilar soledad rocio mercedes esperanza encarnacion concepcion inmaculada beatriz amparo zora coretta rosalyn ruby condoleezza latoya keisha shanice aaliyah billie-jean loretta dolly tammy reba patsy etta bessie nina mahalia diane condola althea wilma florence petronella wilhelmina marijke anneke saskia femke liesbeth ilse katalin erzsebet ilona zsuzsa judit marta agota ottoline imelda solene odile mathilde clothilde berthe delphine sidonie"
    " abigail ada adela adelaide adele adeline adriana agatha agnes aileen alba alberta alexandra alice alicia alison allison alma althea alva amanda amelia amy anastasia andrea angela angelica angelina anita ann anna annabel anne annette"
    " annie antonia april arlene astrid audrey aurora ava barbara beatrice beatrix becky bella belle bernadette bertha bess bessie beth bethany betsy betty beverly bianca birdie birgit blanche bonnie brenda bridget brigitte britney camilla"
    " candice carla carmen carol carole carolina caroline carolyn carrie cassandra catherine cathy cecilia celeste celia charity charlotte chloe christa christiane christina christine clara clare clarice clarissa claudette claudia"
    " clementine cleo colette constance cora cordelia corinne cynthia daisy daphne dawn deborah debra deirdre delia delilah denise desiree diana diane dolly dolores donna dora doreen doris dorothea dorothy edie edith edna effie eileen"
    " eleanor elena eleonora elisabeth elise eliza elizabeth ella ellen elsa elsie elspeth elvira emilia emily emma enid erica erin ernestine esme estelle esther ethel etta eugenia eunice eva eve faith fanny faye felicia felicity fern"
    " fiona flora florence frances francesca francine freda frida frieda gabriela gabrielle gail georgia georgiana georgina geraldine germaine gertrude gilda gillian gina giulia gladys gloria grace greta gretchen gretel griselda"
    " guinevere gwen gwendolyn hannah hanna harriet hattie hazel heather hedda hedwig heidi helen helena helene helga henrietta hermione hester hetty hilda hildegard holly honor hope ida ilona ilse imelda imogen ina ines ingeborg ingrid"
    " irena irene iris irma isabel isabella isabelle isadora ivy jacqueline jane janet janice janelle jeanette jeanne jemima jenna jennifer jenny jessica jessie jill joan joanna joanne jocelyn johanna josefina josephine joy joyce juanita judith"
    " judy julia juliana julie juliet juliette june justine karen karin kate katarina katerina katharine katherine kathleen kathryn kathy katie katya keira kirsten kitty klara lana lara laura lauren lavinia leah lena lenka leonora leticia"
    " letitia lidia lila lilian lillian lily lina linda lisa liv liz liza lizzie lois lola lorena lorna lorraine lotte lottie louisa louise lucia lucie lucille lucinda lucy ludmila luisa lulu lydia lynn mabel maddie madeleine madge mae"
    " maeve magda magdalena maggie maisie malvina mamie manuela marcella marcia margaret margarita margery margo margot marguerite maria marianne marie marilyn marina marjorie marlene marta martha martina mary matilda maud maude maureen"
    " maxine may meg megan melanie melinda melissa meredith meryl mia michelle mildred millicent millie mimi mina minerva minnie miranda miriam moira molly mona monica muriel myra myrtle nadia nancy naomi natalia natalie natasha nell"
    " nellie nelly nettie nicole nina nora norah noreen norma octavia odette odile olga olive olivia olympia opal ophelia ottilie ottoline paloma pamela patience patricia patsy patti paula paulina pauline pearl peggy peg penelope penny"
    " perpetua petra philippa phoebe phyllis pilar polly portia priscilla prudence rachel ramona rebecca regina renata renee rhoda rita roberta rosa rosalie rosalind rosaline rosamund rose rosemary rosie roxanne rowena ruby ruth sabina"
    " sabrina sadie sally samantha sandra sara sarah saskia scarlett selma serena sharon sheila shirley sibyl sigrid silvia simone sofia solene sonia sonja sophia sophie stella stephanie sue susan susanna susannah susie suzanne"
    " sybil sylvia tabitha talia tamara tanya tara tatiana teresa tess tessa thelma theodora theresa therese tilda tilly tina trudy ursula valentina valerie vanessa vera verity veronica vicki vickie vicky victoria vikki"
    " viola violet veronica virginia viviane wanda wendy wilhelmina wilma winifred winnie xenia yolanda yvette yvonne zdenka zelda zoe zora"
)


def sex_of_given_name(word: str) -> str:
    """Return "m" or "f" for a given name in small letters that only men or only women bear, else "".

    >>> sex_of_given_name("ada"), sex_of_given_name("jonah"), sex_of_given_name("robin")
    ('f', 'm', '')
    """
    return "m" if word in MALE_NAMES else "f" if word in FEMALE_NAMES else ""


_WORDS_TOO = word_set(
    "will mark grant hope faith frank bill rob guy may june april august dawn rose grace joy charity patience prudence honor earl rich art sue pat chuck dean drew gene dick jack penny buddy violet ivy iris lily daisy olive pearl ruby holly heather hazel fern eve dolly kitty gail opal crystal melody rod rex victor miles max gus ray pilar paloma perpetua carol crystal virginia georgia florence victoria charlotte carolina adelaide lourdes sydney flora jade ginger"
)


def is_given_name_only(word: str) -> bool:
    """Say whether a word in small letters is a given name and nothing else.

    >>> is_given_name_only("jonah"), is_given_name_only("hope"), is_given_name_only("lamp")
    (True, False, False)
    """
    return bool(sex_of_given_name(word)) and word not in _WORDS_TOO


_SHORT = [
    words.split() for words in (
        "john johnny jonny", "james jim jimmy jamie", "robert bob bobby rob robbie", "william bill billy will willie", "thomas tom tommy", "edward eddie ed ted teddy ned", "charles charlie chuck", "ronald ron ronnie", "kenneth ken kenny",
        "daniel dan danny", "michael mike mickey mick", "katherine kate katie kathy kitty", "catherine cathy kate katie", "elizabeth liz betty beth bess lizzie eliza betsy", "margaret maggie meg peggy peg margie greta", "jennifer jenny jen", "susan sue susie", "richard dick rick rich richie ricky",
        "joseph joe joey", "anthony tony", "samuel sam sammy", "benjamin ben benny", "david dave davy", "stephen steve", "steven steve", "andrew andy drew", "christopher chris kit", "matthew matt", "nicholas nick nicky", "alexander alex sandy", "frederick fred freddie freddy",
        "arthur art artie", "albert al bert bertie", "alfred alf alfie fred", "harold harry hal", "henry harry hank", "walter walt wally", "lawrence larry", "gerald gerry jerry", "jerome jerry", "patrick paddy pat", "peter pete", "philip phil", "timothy tim timmy", "leonard len lenny",
        "theodore ted teddy theo", "vincent vince vinny", "raymond ray", "douglas doug", "donald don donny", "gregory greg", "jeffrey jeff", "geoffrey geoff", "rebecca becky", "deborah debbie deb", "dorothy dot dottie dolly", "barbara barb babs", "patricia pat patty patsy trish", "victoria vicky vicki vickie",
        "pamela pam", "abigail abby", "frances fran fanny frankie", "francis frank", "eleanor ellie nell nora", "helen nell", "martha patty marty", "mary molly polly", "sarah sally sadie", "ann annie nancy", "anne annie nancy", "christine chris chrissie tina", "florence flo florrie", "gertrude trudy gert",
        "tobias toby", "dominic dom", "nathaniel nat nate", "jonathan jon jonny", "isaac ike zac", "solomon sol", "maximilian max", "sebastian seb", "zachary zach zack", "gilbert gil", "herbert herb bert", "ernest ernie", "clifford cliff", "rudolph rudy", "rudolf rudi", "bernard bernie", "augustus gus", "angus gus", "louis lou louie", "ignatius iggy", "cornelius con neil", "terence terry", "reginald reg reggie", "stanley stan", "sidney sid", "cyril cy", "mitchell mitch", "russell russ", "duncan dunc", "eugene gene", "franklin frank", "valerie val", "marjorie marge", "millicent millie", "mildred millie", "wilhelmina minnie billie", "amelia millie", "emily em emmie", "penelope penny", "priscilla cilla", "philippa pippa", "rosalind ros", "georgina georgie", "harriet hattie", "henrietta hattie etta", "lucille lucy", "matilda tilly", "antonia toni", "veronica ronnie", "samantha sam", "alexandra alex sandra", "charlotte lottie", "caroline carrie", "isabella bella", "adelaide ada addie", "guadalupe lupe", "francisco paco pancho", "ignacio nacho", "jose pepe", "enrique quique", "giuseppe beppe", "giovanni gianni", "mikhail misha", "nikolai kolya", "aleksandr sasha", "ivan vanya",
        "jacqueline jackie", "josephine jo josie", "judith judy", "louise lou lulu", "rosemary rosie", "suzanne sue suzy", "theresa terry tess", "virginia ginny", "winifred winnie",
    )
]  # fmt: skip
_FORMS: dict[str, list[str]] = {}
_SHORT_OF: dict[str, set[str]] = {}
for _each in _SHORT:
    _SHORT_OF.setdefault(_each[0], set()).update(_each[1:])
    for _form in _each:
        _FORMS.setdefault(_form, []).extend(form for form in _each if form != _form)


def other_forms(word: str) -> list[str]:
    """Return what else somebody of a given name in small letters may be called.

    >>> other_forms("johnny"), other_forms("lamp")
    (['john', 'jonny'], [])
    """
    return _FORMS.get(word, [])


_LONGEST_STEM = 9
_ENDINGS = ("ie", "ey", "y", "i", "o", "s")
"""What a pet form has behind the beginning of the given name: Robb-ie, Tob-y, Jimb-o, Em."""


def is_pet_form(short: str, long: str) -> bool:
    """Say whether a word is the beginning of a given name, with or without an ending of endearment; both in small letters.

    >>> is_pet_form("em", "emlyn"), is_pet_form("robbo", "robert"), is_pet_form("jean-do", "jean-dominique")
    (True, True, True)
    >>> is_pet_form("anne", "annette"), is_pet_form("mary", "marianne")
    (False, False)
    """
    if short == long or sex_of_given_name(short):
        return False
    return any(stem in beginnings(long) for stem in stems(short))


def beginnings(long: str) -> list[str]:
    """Return the beginnings of a given name that a pet form may have kept.

    >>> beginnings("emlyn")
    ['em', 'eml']
    """
    return [long[:length] for length in range(2, min(len(long) - 1, _LONGEST_STEM + 1))]


def stems(short: str) -> Iterator[str]:
    """Yield what of a given name a pet form may begin with."""
    if len(short) >= 2:
        yield short
    for ending in _ENDINGS:
        stem = short.removesuffix(ending)
        if stem != short and len(stem) >= 3:
            yield stem[:-1] if stem[-1] == stem[-2] else stem


def is_formal_form(long: str, short: str) -> bool:
    """Say whether a given name in small letters is the one of which the other is the short or the pet form.

    >>> is_formal_form("theodore", "teddy"), is_formal_form("teddy", "theodore"), is_formal_form("emlyn", "em")
    (True, False, True)
    """
    return short in _SHORT_OF.get(long, ()) or is_pet_form(short, long)


def same_given_name(one: str, other: str) -> bool:
    """Say whether one given name in small letters is the long or short form of the other.

    >>> same_given_name("robert", "bobby"), same_given_name("bob", "bill")
    (True, False)
    """
    return one in _FORMS.get(other, [])
